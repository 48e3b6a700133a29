import { recorder } from '@larder/api'
import { VideoReady, videoStream } from '@larder/api/src/videos/events.ts'
import type { Database } from '@larder/db'
import type { Larder } from '@larder/sdk'
import { expect, vi } from 'vitest'

interface Changed {
  id: number
  publicId: string
}

type Privacy = 'public' | 'unlisted' | 'private'

/** Says who may watch a video of somebody. */
export async function setPrivacy(
  { larder }: { larder: Larder },
  { publicId: id }: Changed,
  to: Privacy | { membersOf: number },
): Promise<void> {
  const who =
    typeof to === 'string'
      ? { privacy: to }
      : { privacy: 'members' as const, organisationId: to.membersOf }
  await larder.videos.setPrivacy({ id, ...who })
}

/** Says from when on others see it; null: not yet. */
export async function publishAt(
  { larder: { videos } }: { larder: Larder },
  { publicId: id }: Changed,
  at: string | null,
): Promise<void> {
  await (at === null ? videos.unpublish({ id }) : videos.publish({ id, at }))
}

/** Lets a video be ready, as processing does. */
export async function makeReady(database: Database, { id, publicId }: Changed): Promise<void> {
  await database.transaction(async (db) => {
    await db.updateTable('videos').set({ state: 'ready' }).where('id', '=', id).execute()
    const { account_id } = await db
      .selectFrom('videos as video')
      .innerJoin('channels as channel', 'channel.id', 'video.channel_id')
      .select('channel.account_id')
      .where('video.id', '=', id)
      .executeTakeFirstOrThrow()
    const actor = { accountId: account_id, token: null }
    const request = { id: 'a test', address: '' }
    const record = recorder(db, { actor, request, clock: { now: () => new Date() } })
    const ready = VideoReady({ videoId: publicId, fileId: 1, durationMs: 1_000 })
    await record(videoStream({ id, owner_id: account_id }), ready)
  })
}

/** Waits until everything that happened was looked at, and all that is due was done. */
export async function settled({ reader }: Database): Promise<void> {
  const events = reader.selectFrom('events').select(({ fn }) => fn.max('position').as('head'))
  const unnumbered = reader.selectFrom('events').select('id').where('position', 'is', null)
  const cursor = reader
    .selectFrom('projections')
    .select('position')
    .where('name', '=', 'announcements')
  const due = () =>
    reader
      .selectFrom('tasks')
      .select('id')
      .where('state', '=', 'waiting')
      .where('next_try_at', '<=', new Date().toISOString())
      .execute()
  await vi.waitFor(
    async () => {
      expect(await unnumbered.execute()).toEqual([])
      const { head } = await events.executeTakeFirstOrThrow()
      expect((await cursor.executeTakeFirstOrThrow()).position).toBe(head)
      expect(await due()).toEqual([])
      // Telling people is an event too.
      expect((await events.executeTakeFirstOrThrow()).head).toBe(head)
    },
    { timeout: 30_000, interval: 100 },
  )
}

/** Who was told of a video in the app, by the events and by the rows. */
export async function toldOf(
  { reader }: Database,
  { id }: { id: number },
): Promise<{ rows: number[]; events: number[] }> {
  const rows = await reader
    .selectFrom('notifications')
    .select(['id', 'account_id'])
    .where('video_id', '=', id)
    .where('kind', '=', 'new video')
    .orderBy('account_id')
    .execute()
  const added = await reader
    .selectFrom('events')
    .select(['stream', 'payload'])
    .where('type', '=', 'NotificationAdded')
    .execute()
  const ids = new Set(rows.map((row) => row.id))
  const events = added.filter(({ payload }) => ids.has(JSON.parse(payload).notificationId))
  return {
    rows: rows.map(({ account_id }) => account_id),
    events: events.map(({ stream }) => Number(stream.split('-')[1])).sort((a, b) => a - b),
  }
}
