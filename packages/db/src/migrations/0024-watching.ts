import { sql } from 'kysely'
import type { Step } from './step.ts'

export const watching: Step[] = [
  ({ createTable, column }) =>
    createTable('video_views')
      .addColumn('video_id', column.id, (c) => c.notNull())
      .addColumn('day', column.day, (c) => c.notNull())
      .addColumn('views', column.integer, (c) => c.notNull())
      .addPrimaryKeyConstraint('video_views_key', ['video_id', 'day'])
      .addCheckConstraint('video_views_some', sql`views > 0`)
      .addForeignKeyConstraint('video_views_video', ['video_id'], 'videos', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
  ({ createTable, column }) =>
    createTable('video_viewers')
      .addColumn('video_id', column.id, (c) => c.notNull())
      .addColumn('viewer', column.hash, (c) => c.notNull())
      .addColumn('counted_at', column.instant, (c) => c.notNull())
      .addPrimaryKeyConstraint('video_viewers_key', ['video_id', 'viewer'])
      .addForeignKeyConstraint('video_viewers_video', ['video_id'], 'videos', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
  ({ createTable, column }) =>
    createTable('video_positions')
      .addColumn('account_id', column.id, (c) => c.notNull())
      .addColumn('video_id', column.id, (c) => c.notNull())
      .addColumn('position_ms', column.id, (c) => c.notNull())
      .addColumn('watched_at', column.instant, (c) => c.notNull())
      .addPrimaryKeyConstraint('video_positions_key', ['account_id', 'video_id'])
      .addForeignKeyConstraint('video_positions_account', ['account_id'], 'accounts', ['id'])
      .addForeignKeyConstraint('video_positions_video', ['video_id'], 'videos', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
  index('video_views_by_day', 'video_views', ['day', 'video_id', 'views']),
  index('video_viewers_by_age', 'video_viewers', ['counted_at']),
  index('video_positions_by_time', 'video_positions', ['account_id', 'watched_at', 'video_id']),
]

function index(name: string, table: string, columns: string[]): Step {
  return ({ db }) => db.schema.createIndex(name).on(table).columns(columns).execute()
}
