import type { Schema } from '../dialect/schema.ts'
import type { Step } from './step.ts'

export const notifications: Step[] = [
  (schema) => notificationsTable(schema).execute(),
  // Who was told of what, so that nobody is told twice, also of what they removed.
  ({ createTable, column }) =>
    createTable('told')
      .addColumn('about', column.text(40), (c) => c.notNull())
      .addColumn('account_id', column.id, (c) => c.notNull())
      .addColumn('video_id', column.id, (c) => c.notNull())
      .addPrimaryKeyConstraint('told_key', ['about', 'account_id'])
      .addForeignKeyConstraint('told_account', ['account_id'], 'accounts', ['id'])
      .addForeignKeyConstraint('told_video', ['video_id'], 'videos', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
  ({ createTable, column }) =>
    createTable('notification_choices')
      .addColumn('account_id', column.id, (c) => c.notNull())
      .addColumn('kind', column.text(20), (c) => c.notNull())
      .addColumn('in_app', column.flag, (c) => c.notNull())
      .addColumn('mail', column.flag, (c) => c.notNull())
      .addPrimaryKeyConstraint('notification_choices_key', ['account_id', 'kind'])
      .addForeignKeyConstraint('choices_account', ['account_id'], 'accounts', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
  ({ createTable, column }) =>
    createTable('followed_feeds')
      .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
      .addColumn('account_id', column.id, (c) => c.notNull())
      .addColumn('name', column.text(80), (c) => c.notNull())
      .addColumn('token_hash', column.hash, (c) => c.notNull())
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addUniqueConstraint('followed_feeds_token', ['token_hash'])
      .addForeignKeyConstraint('followed_feeds_account', ['account_id'], 'accounts', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
  index('notifications_by_account', 'notifications', ['account_id', 'id']),
  index('notifications_by_reading', 'notifications', ['account_id', 'read_at', 'id']),
  index('notifications_by_video', 'notifications', ['video_id']),
  index('notifications_by_comment', 'notifications', ['comment_id']),
  index('notifications_by_age', 'notifications', ['created_at']),
  index('told_by_account', 'told', ['account_id']),
  index('told_by_video', 'told', ['video_id']),
  index('followed_feeds_by_account', 'followed_feeds', ['account_id', 'id']),
  ({ db, column }) =>
    db.schema.alterTable('videos').addColumn('announced_at', column.instant).execute(),
]

function notificationsTable({ createTable, column }: Schema) {
  return createTable('notifications')
    .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
    .addColumn('account_id', column.id, (c) => c.notNull())
    .addColumn('kind', column.text(20), (c) => c.notNull())
    .addColumn('video_id', column.id, (c) => c.notNull())
    .addColumn('comment_id', column.id)
    .addColumn('created_at', column.instant, (c) => c.notNull())
    .addColumn('read_at', column.instant)
    .addForeignKeyConstraint('notifications_account', ['account_id'], 'accounts', ['id'])
    .addForeignKeyConstraint('notifications_video', ['video_id'], 'videos', ['id'], (fk) =>
      fk.onDelete('cascade'),
    )
    .addForeignKeyConstraint('notifications_comment', ['comment_id'], 'comments', ['id'], (fk) =>
      fk.onDelete('cascade'),
    )
}

function index(name: string, table: string, columns: string[]): Step {
  return ({ db }) => db.schema.createIndex(name).on(table).columns(columns).execute()
}
