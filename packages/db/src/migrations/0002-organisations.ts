import { sql } from 'kysely'
import type { Step } from './step.ts'

export const organisations: Step[] = [
  ({ createTable, column }) =>
    createTable('organisations')
      .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
      .addColumn('kind', column.text(16), (c) => c.notNull())
      .addColumn('name', column.text(120), (c) => c.notNull())
      .addColumn('time_zone', column.text(64), (c) => c.notNull())
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addCheckConstraint('organisations_kind', sql`kind in ('household', 'company')`)
      .execute(),
  ({ createTable, column }) =>
    createTable('organisation_members')
      .addColumn('organisation_id', column.id, (c) => c.notNull())
      .addColumn('account_id', column.id, (c) => c.notNull())
      .addColumn('role', column.text(16), (c) => c.notNull())
      .addColumn('joined_at', column.instant, (c) => c.notNull())
      .addPrimaryKeyConstraint('organisation_members_key', ['account_id', 'organisation_id'])
      .addCheckConstraint(
        'organisation_members_role',
        sql`role in ('owner', 'admin', 'member', 'viewer')`,
      )
      .addForeignKeyConstraint(
        'organisation_members_organisation',
        ['organisation_id'],
        'organisations',
        ['id'],
        (fk) => fk.onDelete('cascade'),
      )
      .addForeignKeyConstraint(
        'organisation_members_account',
        ['account_id'],
        'accounts',
        ['id'],
        (fk) => fk.onDelete('cascade'),
      )
      .execute(),
  ({ db }) =>
    db.schema
      .createIndex('organisation_members_by_organisation')
      .on('organisation_members')
      .column('organisation_id')
      .execute(),
]
