import { sql } from 'kysely'
import type { Step } from './step.ts'

export const webhooks: Step[] = [
  ({ createTable, column }) =>
    createTable('server_key')
      .addColumn('id', column.flag, (c) => c.primaryKey())
      .addColumn('salt', column.hash, (c) => c.notNull())
      .addColumn('check_value', column.hash, (c) => c.notNull())
      .execute(),
  ({ createTable, column }) =>
    createTable('webhooks')
      .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
      .addColumn('account_id', column.id, (c) => c.notNull())
      .addColumn('url', column.text(2000), (c) => c.notNull())
      .addColumn('url_hash', column.hash, (c) => c.notNull())
      .addColumn('types', column.json)
      .addColumn('description', column.text(200), (c) => c.notNull())
      .addColumn('enabled', column.flag, (c) => c.notNull())
      .addColumn('disabled_because', column.text(16))
      .addColumn('listens_after', column.id)
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addUniqueConstraint('webhooks_url', ['account_id', 'url_hash'])
      .addCheckConstraint('webhooks_disabled', sql`enabled = 0 or disabled_because is null`)
      .addForeignKeyConstraint('webhooks_account', ['account_id'], 'accounts', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
  ({ createTable, column }) =>
    createTable('webhook_secrets')
      .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
      .addColumn('webhook_id', column.id, (c) => c.notNull())
      .addColumn('salt', column.hash, (c) => c.notNull())
      .addColumn('ends_at', column.instant)
      .addForeignKeyConstraint(
        'webhook_secrets_webhook',
        ['webhook_id'],
        'webhooks',
        ['id'],
        (fk) => fk.onDelete('cascade'),
      )
      .execute(),
  ({ db }) =>
    db.schema
      .createIndex('webhook_secrets_by_webhook')
      .on('webhook_secrets')
      .columns(['webhook_id', 'id'])
      .execute(),
  // For tidying what was done long ago.
  ({ db }) => db.schema.createIndex('tasks_by_end').on('tasks').column('finished_at').execute(),
]
