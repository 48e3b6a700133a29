import type { Database, Reader, Writer } from '@larder/db'
import { locked } from '@larder/db'
import { missingVideo } from '../policy.ts'
import type { VideoRow } from '../queries.ts'

/** A viewer counts once in this time. */
export const COUNTED_FOR_DAYS = 1
const COUNTED_FOR_MS = COUNTED_FOR_DAYS * 86_400_000

/** Days are told apart for so long; then only years are. */
const DAYS_APART = 400
const SUMMED_AT_ONCE = 200

interface View {
  video: Pick<VideoRow, 'id' | 'public_id' | 'view_count'>
  viewer: string
  now: Date
}

/** Counts a view, unless this viewer counted lately. Answers how many there are. Throws NOT_FOUND. */
export async function countOnce(database: Database, view: View): Promise<number> {
  const { video, viewer, now } = view
  // Whoever says it again, such as a player at every pause, does not queue up to write.
  if (isRecent(await countedAt(database.reader, view), now)) return video.view_count
  return database.transaction(async (db) => {
    const views = await holdCounter(db, view)
    const before = await countedAt(db, view)
    if (isRecent(before, now)) return views
    const row = { video_id: video.id, viewer, counted_at: now.toISOString() }
    if (before === undefined) await db.insertInto('video_viewers').values(row).execute()
    else {
      await db
        .updateTable('video_viewers')
        .set({ counted_at: row.counted_at })
        .where('video_id', '=', video.id)
        .where('viewer', '=', viewer)
        .execute()
    }
    await addViews(db, { video_id: video.id, day: row.counted_at.slice(0, 10), views: 1 })
    await db
      .updateTable('videos')
      .set({ view_count: views + 1 })
      .where('id', '=', video.id)
      .execute()
    return views + 1
  })
}

/** Adds some old days up, each under the first day of its year. Answers how many there were. */
export async function sumUpOldViews(db: Writer, now: Date): Promise<number> {
  const before = new Date(now.getTime() - DAYS_APART * 86_400_000).toISOString().slice(0, 10)
  const old = db
    .selectFrom('video_views')
    .selectAll()
    .where('day', '<', before)
    .where('day', 'not like', '%-01-01')
    .orderBy('day')
    .orderBy('video_id')
    .limit(SUMMED_AT_ONCE)
  const rows = await locked(db, old).execute()
  for (const { video_id, day, views } of rows) {
    await db
      .deleteFrom('video_views')
      .where('video_id', '=', video_id)
      .where('day', '=', day)
      .execute()
    await addViews(db, { video_id, day: `${day.slice(0, 4)}-01-01`, views })
  }
  return rows.length
}

async function holdCounter(db: Writer, { video }: View): Promise<number> {
  const counter = db.selectFrom('videos').select('view_count').where('id', '=', video.id)
  const held = await locked(db, counter).executeTakeFirst()
  if (!held) throw missingVideo(video.public_id)
  return held.view_count
}

async function countedAt(db: Reader, { video, viewer }: View): Promise<string | undefined> {
  const row = await db
    .selectFrom('video_viewers')
    .select('counted_at')
    .where('video_id', '=', video.id)
    .where('viewer', '=', viewer)
    .executeTakeFirst()
  return row?.counted_at
}

function isRecent(countedAt: string | undefined, now: Date): boolean {
  return countedAt !== undefined && Date.parse(countedAt) > now.getTime() - COUNTED_FOR_MS
}

/** Whoever else writes the same row waits: for the video, or for the rows that are summed up. */
async function addViews(
  db: Writer,
  { video_id, day, views }: { video_id: number; day: string; views: number },
): Promise<void> {
  const row = await db
    .selectFrom('video_views')
    .select('views')
    .where('video_id', '=', video_id)
    .where('day', '=', day)
    .executeTakeFirst()
  if (row) {
    await db
      .updateTable('video_views')
      .set((eb) => ({ views: eb('views', '+', views) }))
      .where('video_id', '=', video_id)
      .where('day', '=', day)
      .execute()
  } else await db.insertInto('video_views').values({ video_id, day, views }).execute()
}
