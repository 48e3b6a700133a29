import { sql } from 'kysely'
import type { Step } from './step.ts'

export const accounts: Step[] = [
  ({ createTable, column }) =>
    createTable('accounts')
      .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
      .addColumn('email', column.text(254), (c) => c.notNull())
      .addColumn('email_key', column.text(512), (c) => c.notNull())
      .addColumn('password_hash', column.text(255), (c) => c.notNull())
      .addColumn('display_name', column.text(80), (c) => c.notNull())
      .addColumn('language', column.text(8), (c) => c.notNull())
      .addColumn('time_zone', column.text(64), (c) => c.notNull())
      .addColumn('is_admin', column.flag, (c) => c.notNull())
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addUniqueConstraint('accounts_email', ['email_key'])
      .execute(),
  ({ createTable, column }) =>
    createTable('sessions')
      .addColumn('id_hash', column.hash, (c) => c.primaryKey().notNull())
      .addColumn('account_id', column.id, (c) => c.notNull())
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addColumn('expires_at', column.instant, (c) => c.notNull())
      .addForeignKeyConstraint('sessions_account', ['account_id'], 'accounts', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
  ({ db }) =>
    db.schema
      .createIndex('sessions_by_account')
      .on('sessions')
      .columns(['account_id', 'expires_at'])
      .execute(),
  ({ createTable, column }) =>
    createTable('access_tokens')
      .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
      .addColumn('account_id', column.id, (c) => c.notNull())
      .addColumn('name', column.text(80), (c) => c.notNull())
      .addColumn('live_name', column.text(320))
      .addColumn('token_hash', column.hash, (c) => c.notNull())
      .addColumn('scopes', column.text(1000), (c) => c.notNull())
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addColumn('expires_at', column.instant)
      .addColumn('revoked_at', column.instant)
      .addUniqueConstraint('access_tokens_hash', ['token_hash'])
      .addUniqueConstraint('access_tokens_name', ['account_id', 'live_name'])
      .addCheckConstraint(
        'access_tokens_revoked',
        sql`(revoked_at is null) = (live_name is not null)`,
      )
      .addForeignKeyConstraint('access_tokens_account', ['account_id'], 'accounts', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
  ({ createTable, column }) =>
    createTable('first_admin_codes')
      .addColumn('code_hash', column.hash, (c) => c.primaryKey().notNull())
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .execute(),
]
