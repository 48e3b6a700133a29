import { sql } from 'kysely'
import type { Step } from './step.ts'

export const eventLog: Step[] = [
  // No foreign keys: an event outlives the account and the thing that it speaks of.
  ({ createTable, column }) =>
    createTable('events')
      .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
      .addColumn('position', column.id)
      .addColumn('stream', column.text(64), (c) => c.notNull())
      .addColumn('version', column.integer, (c) => c.notNull())
      .addColumn('subject', column.text(64))
      .addColumn('audience', column.text(64), (c) => c.notNull())
      .addColumn('type', column.text(64), (c) => c.notNull())
      .addColumn('schema_version', column.integer, (c) => c.notNull())
      .addColumn('payload', column.json, (c) => c.notNull())
      .addColumn('recorded_at', column.instant, (c) => c.notNull())
      .addColumn('account_id', column.id)
      .addColumn('token_id', column.id)
      .addColumn('request_id', column.text(64), (c) => c.notNull())
      .addColumn('address', column.text(45), (c) => c.notNull())
      .addUniqueConstraint('events_position', ['position'])
      .addUniqueConstraint('events_stream_version', ['stream', 'version'])
      .addCheckConstraint('events_version', sql`version >= 1`)
      .execute(),
  ({ createTable, column }) =>
    createTable('idempotency_keys')
      .addColumn('account_id', column.id, (c) => c.notNull())
      .addColumn('procedure', column.text(120), (c) => c.notNull())
      .addColumn('key', column.text(120), (c) => c.notNull())
      .addColumn('fingerprint', column.hash, (c) => c.notNull())
      .addColumn('response', column.json)
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addPrimaryKeyConstraint('idempotency_keys_key', ['account_id', 'procedure', 'key'])
      .addForeignKeyConstraint(
        'idempotency_keys_account',
        ['account_id'],
        'accounts',
        ['id'],
        (fk) => fk.onDelete('cascade'),
      )
      .execute(),
  ({ db }) =>
    db.schema
      .createIndex('idempotency_keys_by_age')
      .on('idempotency_keys')
      .column('created_at')
      .execute(),
  eventsBy('audience', ['audience', 'position']),
  eventsBy('subject', ['subject', 'id']),
  // For the audit: by account, address, request and time.
  eventsBy('account', ['account_id', 'recorded_at']),
  eventsBy('address', ['address', 'recorded_at']),
  eventsBy('request', ['request_id', 'recorded_at']),
  eventsBy('time', ['recorded_at']),
  ({ createTable, column }) =>
    createTable('event_sequence')
      .addColumn('id', column.flag, (c) => c.primaryKey())
      .addColumn('last_position', column.id, (c) => c.notNull())
      .execute(),
  ({ db }) => db.insertInto('event_sequence').values({ id: 1, last_position: 0 }).execute(),
]

function eventsBy(name: string, columns: string[]): Step {
  return ({ db }) =>
    db.schema.createIndex(`events_by_${name}`).on('events').columns(columns).execute()
}
