import type { Step } from './step.ts'

// Words and not a full-text index of each engine's own: see docs/decisions/0029-finding.md.
export const videoSearch: Step[] = [
  ({ createKeyedTable, column }) =>
    createKeyedTable('video_words')
      .addColumn('generation', column.integer, (c) => c.notNull())
      .addColumn('word', column.text(48), (c) => c.notNull())
      .addColumn('weight', column.integer, (c) => c.notNull())
      .addColumn('video_id', column.id, (c) => c.notNull())
      .addPrimaryKeyConstraint('video_words_key', ['generation', 'word', 'weight', 'video_id'])
      .addForeignKeyConstraint('video_words_video', ['video_id'], 'videos', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
  ({ createKeyedTable, column }) =>
    createKeyedTable('channel_words')
      .addColumn('generation', column.integer, (c) => c.notNull())
      .addColumn('word', column.text(48), (c) => c.notNull())
      .addColumn('weight', column.integer, (c) => c.notNull())
      .addColumn('channel_id', column.id, (c) => c.notNull())
      .addPrimaryKeyConstraint('channel_words_key', ['generation', 'word', 'weight', 'channel_id'])
      .addForeignKeyConstraint('channel_words_channel', ['channel_id'], 'channels', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
  index('video_words_by_video', 'video_words', ['video_id', 'generation', 'word', 'weight']),
  index('channel_words_by_channel', 'channel_words', [
    'channel_id',
    'generation',
    'word',
    'weight',
  ]),
  index('videos_by_time', 'videos', ['published_at', 'id']),
  index('videos_by_views', 'videos', ['view_count', 'id']),
]

function index(name: string, table: string, columns: string[]): Step {
  return ({ db }) => db.schema.createIndex(name).on(table).columns(columns).execute()
}
