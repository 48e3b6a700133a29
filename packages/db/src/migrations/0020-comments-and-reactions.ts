import { sql } from 'kysely'
import type { Schema } from '../dialect/schema.ts'
import type { Step } from './step.ts'

export const commentsAndReactions: Step[] = [
  ({ createTable, column }) =>
    createTable('reactions')
      .addColumn('account_id', column.id, (c) => c.notNull())
      .addColumn('video_id', column.id, (c) => c.notNull())
      .addColumn('reaction', column.text(8), (c) => c.notNull())
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addPrimaryKeyConstraint('reactions_key', ['account_id', 'video_id'])
      .addCheckConstraint('reactions_kind', sql`reaction in ('like', 'dislike')`)
      .addForeignKeyConstraint('reactions_account', ['account_id'], 'accounts', ['id'])
      .addForeignKeyConstraint('reactions_video', ['video_id'], 'videos', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
  (schema) => commentsTable(schema).execute(),
  index('reactions_by_video', 'reactions', ['video_id']),
  index('comments_by_video', 'comments', ['video_id', 'parent_id', 'id']),
  index('comments_by_parent', 'comments', ['parent_id', 'id']),
  index('comments_by_account', 'comments', ['account_id', 'id']),
  ({ db, column }) =>
    db.schema
      .alterTable('videos')
      .addColumn('comments_are_on', column.flag, (c) => c.notNull().defaultTo(1))
      .execute(),
]

function commentsTable({ createTable, column }: Schema) {
  return (
    createTable('comments')
      .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
      .addColumn('video_id', column.id, (c) => c.notNull())
      .addColumn('account_id', column.id)
      .addColumn('parent_id', column.id)
      .addColumn('text', column.text(2_000), (c) => c.notNull())
      .addColumn('reply_count', column.integer, (c) => c.notNull().defaultTo(0))
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addColumn('edited_at', column.instant)
      .addColumn('deleted_at', column.instant)
      // What was deleted and still has answers keeps nothing of its author.
      .addCheckConstraint(
        'comments_deleted',
        sql`(deleted_at is null) = (account_id is not null) and (deleted_at is null or text = '')`,
      )
      .addForeignKeyConstraint('comments_video', ['video_id'], 'videos', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .addForeignKeyConstraint('comments_account', ['account_id'], 'accounts', ['id'])
      .addForeignKeyConstraint('comments_parent', ['parent_id'], 'comments', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
  )
}

function index(name: string, table: string, columns: string[]): Step {
  return ({ db }) => db.schema.createIndex(name).on(table).columns(columns).execute()
}
