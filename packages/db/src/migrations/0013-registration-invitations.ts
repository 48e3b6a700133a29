import type { Step } from './step.ts'

export const registrationInvitations: Step[] = [
  ({ createTable, column }) =>
    createTable('registration_invitations')
      .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
      .addColumn('salt', column.hash, (c) => c.notNull())
      .addColumn('email', column.text(254))
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addColumn('expires_at', column.instant, (c) => c.notNull())
      .execute(),
  ({ db }) =>
    db.schema
      .createIndex('registration_invitations_by_end')
      .on('registration_invitations')
      .column('expires_at')
      .execute(),
  // Used up when the address is confirmed, not before: it may have been mistyped.
  ({ db, column }) =>
    db.schema.alterTable('registrations').addColumn('invitation_id', column.id).execute(),
]
