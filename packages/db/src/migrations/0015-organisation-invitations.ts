import { sql } from 'kysely'
import type { Step } from './step.ts'

export const organisationInvitations: Step[] = [
  ({ createTable, column }) =>
    createTable('organisation_invitations')
      .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
      .addColumn('organisation_id', column.id, (c) => c.notNull())
      .addColumn('role', column.text(16), (c) => c.notNull())
      .addColumn('email', column.text(254))
      .addColumn('email_key', column.text(512))
      .addColumn('salt', column.hash, (c) => c.notNull())
      .addColumn('invited_by', column.id, (c) => c.notNull())
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addColumn('expires_at', column.instant, (c) => c.notNull())
      .addUniqueConstraint('organisation_invitations_email', ['organisation_id', 'email_key'])
      .addCheckConstraint(
        'organisation_invitations_role',
        sql`role in ('owner', 'admin', 'member', 'viewer')`,
      )
      .addCheckConstraint(
        'organisation_invitations_address',
        sql`(email is null) = (email_key is null)`,
      )
      .addForeignKeyConstraint(
        'organisation_invitations_organisation',
        ['organisation_id'],
        'organisations',
        ['id'],
        (fk) => fk.onDelete('cascade'),
      )
      .addForeignKeyConstraint(
        'organisation_invitations_inviter',
        ['invited_by'],
        'accounts',
        ['id'],
        (fk) => fk.onDelete('cascade'),
      )
      .execute(),
  ({ db }) =>
    db.schema
      .createIndex('organisation_invitations_by_end')
      .on('organisation_invitations')
      .column('expires_at')
      .execute(),
]
