import { sql } from 'kysely'
import type { Step } from './step.ts'

export const playlists: Step[] = [
  ({ createTable, column }) =>
    createTable('playlists')
      .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
      .addColumn('public_id', column.text(11), (c) => c.notNull())
      .addColumn('account_id', column.id, (c) => c.notNull())
      .addColumn('channel_id', column.id)
      .addColumn('title', column.text(120), (c) => c.notNull())
      .addColumn('description', column.text(5_000), (c) => c.notNull())
      .addColumn('privacy', column.text(12), (c) => c.notNull())
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addColumn('changed_at', column.instant, (c) => c.notNull())
      .addUniqueConstraint('playlists_public_id', ['public_id'])
      .addCheckConstraint('playlists_privacy', sql`privacy in ('public', 'unlisted', 'private')`)
      .addForeignKeyConstraint('playlists_account', ['account_id'], 'accounts', ['id'])
      .addForeignKeyConstraint('playlists_channel', ['channel_id'], 'channels', ['id'], (fk) =>
        fk.onDelete('set null'),
      )
      .execute(),
  ({ createTable, column }) =>
    createTable('playlist_items')
      .addColumn('playlist_id', column.id, (c) => c.notNull())
      .addColumn('video_id', column.id, (c) => c.notNull())
      .addColumn('place', column.integer, (c) => c.notNull())
      .addColumn('added_at', column.instant, (c) => c.notNull())
      .addPrimaryKeyConstraint('playlist_items_key', ['playlist_id', 'video_id'])
      .addUniqueConstraint('playlist_items_place', ['playlist_id', 'place'])
      .addForeignKeyConstraint('playlist_items_list', ['playlist_id'], 'playlists', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .addForeignKeyConstraint('playlist_items_video', ['video_id'], 'videos', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
  index('playlists_by_account', 'playlists', ['account_id', 'id']),
  index('playlists_by_channel', 'playlists', ['channel_id', 'privacy', 'id']),
  index('playlist_items_by_video', 'playlist_items', ['video_id']),
]

function index(name: string, table: string, columns: string[]): Step {
  return ({ db }) => db.schema.createIndex(name).on(table).columns(columns).execute()
}
