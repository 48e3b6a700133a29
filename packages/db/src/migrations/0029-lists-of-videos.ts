import type { Step } from './step.ts'

/** What decides who finds a video: with it in the index, rows that nobody sees are not looked up. */
const guarded = ['channel_id', 'state', 'privacy', 'organisation_id', 'deleted_at', 'purged_at']

// Every order in which videos are listed, with what is asked of each of them.
export const listsOfVideos: Step[] = [
  index('videos_listed_by_time', ['published_at', 'id', ...guarded, 'language']),
  index('videos_listed_by_title', ['title_key', 'id', 'published_at', ...guarded]),
  index('videos_listed_by_views', ['view_count', 'id', 'published_at', ...guarded]),
  index('videos_listed_by_likes', ['like_count', 'id', 'published_at', ...guarded]),
  index('videos_listed_by_duration', ['duration_ms', 'id', 'published_at', ...guarded]),
  index('videos_listed_by_channel', [
    'channel_id',
    'published_at',
    'id',
    ...guarded.slice(1),
    'language',
  ]),
  // What they replace.
  ({ dropIndex }) => dropIndex('videos_by_time', 'videos'),
  ({ dropIndex }) => dropIndex('videos_by_title', 'videos'),
  ({ dropIndex }) => dropIndex('videos_by_views', 'videos'),
  ({ dropIndex }) => dropIndex('videos_by_likes', 'videos'),
  ({ dropIndex }) => dropIndex('videos_by_duration', 'videos'),
  ({ dropIndex }) => dropIndex('videos_by_channel', 'videos'),
]

function index(name: string, columns: string[]): Step {
  return ({ db }) => db.schema.createIndex(name).on('videos').columns(columns).execute()
}
