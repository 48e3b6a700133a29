import { sql } from 'kysely'
import type { Schema } from '../dialect/schema.ts'
import type { Step } from './step.ts'

export const videos: Step[] = [
  (schema) => videosTable(schema).execute(),
  ({ createTable, column }) =>
    createTable('video_tags')
      .addColumn('video_id', column.id, (c) => c.notNull())
      .addColumn('tag_key', column.text(40), (c) => c.notNull())
      .addColumn('tag', column.text(40), (c) => c.notNull())
      .addColumn('place', column.integer, (c) => c.notNull())
      .addPrimaryKeyConstraint('video_tags_key', ['video_id', 'tag_key'])
      .addForeignKeyConstraint('video_tags_video', ['video_id'], 'videos', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
  ({ createTable, column }) =>
    createTable('captions')
      .addColumn('video_id', column.id, (c) => c.notNull())
      .addColumn('language', column.text(16), (c) => c.notNull())
      .addColumn('label', column.text(80), (c) => c.notNull())
      // WebVTT, at most 1 MB.
      .addColumn('vtt', column.json, (c) => c.notNull())
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addPrimaryKeyConstraint('captions_key', ['video_id', 'language'])
      .addForeignKeyConstraint('captions_video', ['video_id'], 'videos', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
  index('videos_by_channel', 'videos', ['channel_id', 'published_at', 'id']),
  index('videos_by_publication', 'videos', ['privacy', 'published_at', 'id']),
  index('videos_by_organisation', 'videos', ['organisation_id', 'published_at', 'id']),
  index('videos_by_bin', 'videos', ['deleted_at']),
  index('videos_by_purge', 'videos', ['purged_at']),
  // The orders in which they are listed.
  index('videos_by_title', 'videos', ['title_key', 'id']),
  index('videos_by_likes', 'videos', ['like_count', 'id']),
  index('videos_by_duration', 'videos', ['duration_ms', 'id']),
  index('video_tags_by_tag', 'video_tags', ['tag_key', 'video_id']),
]

function videosTable({ createTable, column }: Schema) {
  return createTable('videos')
    .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
    .addColumn('public_id', column.text(11), (c) => c.notNull())
    .addColumn('channel_id', column.id, (c) => c.notNull())
    .addColumn('title', column.text(120), (c) => c.notNull())
    .addColumn('title_key', column.text(120), (c) => c.notNull())
    .addColumn('description', column.text(5_000), (c) => c.notNull())
    .addColumn('language', column.text(16))
    .addColumn('privacy', column.text(12), (c) => c.notNull())
    .addColumn('organisation_id', column.id)
    .addColumn('password_hash', column.text(160))
    .addColumn('access_version', column.integer, (c) => c.notNull().defaultTo(1))
    .addColumn('published_at', column.instant)
    .addColumn('state', column.text(12), (c) => c.notNull())
    .addColumn('failure', column.text(24))
    .addColumn('file_id', column.id)
    .addColumn('uploaded_hash', column.hash)
    .addColumn('duration_ms', column.id)
    .addColumn('width', column.integer)
    .addColumn('height', column.integer)
    .addColumn('video_codec', column.text(40))
    .addColumn('audio_codec', column.text(40))
    .addColumn('thumbnail', column.text(16))
    .addColumn('view_count', column.integer, (c) => c.notNull().defaultTo(0))
    .addColumn('like_count', column.integer, (c) => c.notNull().defaultTo(0))
    .addColumn('dislike_count', column.integer, (c) => c.notNull().defaultTo(0))
    .addColumn('comment_count', column.integer, (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', column.instant, (c) => c.notNull())
    .addColumn('deleted_at', column.instant)
    .addColumn('purged_at', column.instant)
    .addUniqueConstraint('videos_public_id', ['public_id'])
    .addUniqueConstraint('videos_file', ['file_id'])
    .addCheckConstraint(
      'videos_privacy',
      sql`privacy in ('public', 'unlisted', 'private', 'members', 'password')`,
    )
    .addCheckConstraint(
      'videos_members',
      sql`(privacy = 'members') = (organisation_id is not null)`,
    )
    .addCheckConstraint(
      'videos_password',
      sql`(privacy = 'password') = (password_hash is not null)`,
    )
    .addCheckConstraint('videos_state', sql`state in ('draft', 'processing', 'ready', 'failed')`)
    .addForeignKeyConstraint('videos_channel', ['channel_id'], 'channels', ['id'])
    .addForeignKeyConstraint('videos_organisation', ['organisation_id'], 'organisations', ['id'])
    .addForeignKeyConstraint('videos_bytes', ['file_id'], 'files', ['id'])
}

function index(name: string, table: string, columns: string[]): Step {
  return ({ db }) => db.schema.createIndex(name).on(table).columns(columns).execute()
}
