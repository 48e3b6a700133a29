import type { Step } from './step.ts'

export const channels: Step[] = [
  ({ createTable, column }) =>
    createTable('channels')
      .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
      .addColumn('account_id', column.id, (c) => c.notNull())
      .addColumn('handle', column.text(30), (c) => c.notNull())
      .addColumn('handle_key', column.text(30), (c) => c.notNull())
      .addColumn('name', column.text(80), (c) => c.notNull())
      .addColumn('name_key', column.text(80), (c) => c.notNull())
      .addColumn('description', column.text(2_000), (c) => c.notNull())
      .addColumn('follower_count', column.integer, (c) => c.notNull().defaultTo(0))
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addColumn('deleted_at', column.instant)
      .addColumn('purged_at', column.instant)
      .addUniqueConstraint('channels_handle', ['handle_key'])
      .addForeignKeyConstraint('channels_account', ['account_id'], 'accounts', ['id'])
      .execute(),
  ({ createTable, column }) =>
    createTable('follows')
      .addColumn('account_id', column.id, (c) => c.notNull())
      .addColumn('channel_id', column.id, (c) => c.notNull())
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addPrimaryKeyConstraint('follows_key', ['account_id', 'channel_id'])
      .addForeignKeyConstraint('follows_account', ['account_id'], 'accounts', ['id'])
      .addForeignKeyConstraint('follows_channel', ['channel_id'], 'channels', ['id'])
      .execute(),
  index('channels_by_account', 'channels', ['account_id', 'id']),
  index('channels_by_name', 'channels', ['name_key', 'id']),
  index('channels_by_bin', 'channels', ['deleted_at']),
  index('channels_by_purge', 'channels', ['purged_at']),
  index('follows_by_channel', 'follows', ['channel_id', 'account_id']),
  // The file of a channel's picture, and of its banner.
  ...['picture_of_channel_id', 'banner_of_channel_id'].flatMap(showing),
]

function showing(name: string): Step[] {
  return [
    ({ db, column }) => db.schema.alterTable('files').addColumn(name, column.id).execute(),
    ({ db }) =>
      db.schema.createIndex(`files_${name}`).unique().on('files').columns([name]).execute(),
  ]
}

function index(name: string, table: string, columns: string[]): Step {
  return ({ db }) => db.schema.createIndex(name).on(table).columns(columns).execute()
}
