import type { Step } from './step.ts'

// What happened lately, without reading what happened ever. Views are added up by day already.
export const trending: Step[] = [
  index('reactions_by_time', 'reactions', ['created_at', 'reaction', 'video_id']),
  index('comments_by_time', 'comments', ['created_at', 'video_id']),
]

function index(name: string, table: string, columns: string[]): Step {
  return ({ db }) => db.schema.createIndex(name).on(table).columns(columns).execute()
}
