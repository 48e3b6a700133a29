import type { Step } from './step.ts'

export const accountLinks: Step[] = [
  ({ createTable, column }) =>
    createTable('account_links')
      .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
      .addColumn('account_id', column.id, (c) => c.notNull())
      .addColumn('purpose', column.text(24), (c) => c.notNull())
      .addColumn('salt', column.hash, (c) => c.notNull())
      .addColumn('new_email', column.text(254))
      .addColumn('confirmed_at', column.instant)
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addColumn('expires_at', column.instant, (c) => c.notNull())
      .addUniqueConstraint('account_links_purpose', ['account_id', 'purpose'])
      .addForeignKeyConstraint('account_links_account', ['account_id'], 'accounts', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
  ({ db }) =>
    db.schema
      .createIndex('account_links_by_end')
      .on('account_links')
      .column('expires_at')
      .execute(),
  // Accounts that wait for their address to be confirmed. They are none yet.
  ({ createTable, column }) =>
    createTable('registrations')
      .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
      .addColumn('email', column.text(254), (c) => c.notNull())
      .addColumn('password_hash', column.text(255), (c) => c.notNull())
      .addColumn('display_name', column.text(80), (c) => c.notNull())
      .addColumn('language', column.text(8), (c) => c.notNull())
      .addColumn('time_zone', column.text(64), (c) => c.notNull())
      .addColumn('salt', column.hash, (c) => c.notNull())
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addColumn('expires_at', column.instant, (c) => c.notNull())
      .execute(),
  ({ db }) =>
    db.schema
      .createIndex('registrations_by_end')
      .on('registrations')
      .column('expires_at')
      .execute(),
]
