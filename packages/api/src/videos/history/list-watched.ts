import { z } from 'zod'
import { Instant } from '../../calendar/instant.ts'
import { pageInput, pageOf } from '../../listing/schema.ts'
import { query } from '../../procedures/trpc.ts'
import { mayWatch } from '../policy.ts'
import { Video } from '../schema.ts'
import { shownVideos } from '../shown-video.ts'
import type { WatchedRow } from './history-list.ts'
import { historyList } from './history-list.ts'

/** Whoever may not watch most of what they watched gets a shorter page, and no slower one. */
const PAGES_LOOKED_AT = 10

const newestFirst = [{ by: 'watchedAt', direction: 'desc' as const }]

export const listWatched = query({
  summary:
    'What you watched, the latest first. What you may not watch any more without a link or a password is left out, so a page may be shorter than you asked for.',
  scope: 'videos:read',
  input: z.strictObject(pageInput).prefault({}),
  output: pageOf(
    z.object({
      video: Video,
      positionMs: z.int().describe('How far you were, in milliseconds'),
      watchedAt: Instant,
    }),
  ),
}).query(async ({ ctx, input }) => {
  const onlooker = { actor: ctx.actor, now: ctx.clock.now() }
  const where = { accountId: { eq: ctx.actor.accountId } }
  const watched: WatchedRow[] = []
  let cursor = input.cursor
  for (let pages = 0; pages < PAGES_LOOKED_AT && watched.length < input.limit; pages++) {
    const limit = input.limit - watched.length
    const request = { where, sort: newestFirst, cursor, limit, extra: {} }
    const { items, nextCursor } = await historyList.page(ctx.db, request)
    watched.push(...items.filter((video) => mayWatch(video, { ...onlooker, hasGrant: false })))
    cursor = nextCursor ?? undefined
    if (cursor === undefined) break
  }
  const videos = await shownVideos(ctx.db, onlooker, watched)
  return {
    items: videos.map((video, index) => {
      const { position_ms: positionMs = 0, watched_at: watchedAt = '' } = watched[index] ?? {}
      return { video, positionMs, watchedAt }
    }),
    nextCursor: cursor ?? null,
  }
})
