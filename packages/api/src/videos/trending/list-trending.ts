import { z } from 'zod'
import { visitorFrom } from '../../access/visitor.ts'
import { publicQuery } from '../../procedures/trpc.ts'
import { mayFind } from '../policy.ts'
import type { VideoRow } from '../queries.ts'
import { videosById } from '../queries.ts'
import { Video } from '../schema.ts'
import { shownVideos } from '../shown-video.ts'
import { trendingIds } from './queries.ts'

/** Videos that are looked up together, until enough of them are for the caller. */
const AT_ONCE = 200

export const listTrending = publicQuery({
  summary:
    'What is watched, liked and commented on most lately; the longer ago, the less it counts.',
  input: z
    .strictObject({
      days: z.int().min(1).max(30).default(7).describe('How many days count, with today, in UTC'),
      limit: z.int().min(1).max(100).default(20),
    })
    .prefault({}),
  output: z.object({ items: z.array(Video) }),
}).query(async ({ ctx, input: { days, limit } }) => {
  const { actor } = visitorFrom(ctx, 'videos:read')
  const onlooker = { actor, now: ctx.clock.now() }
  const ids = await trendingIds(ctx.db, { days, now: onlooker.now })
  const found: VideoRow[] = []
  for (let from = 0; from < ids.length && found.length < limit; from += AT_ONCE) {
    const rows = await videosById(ctx.db, ids.slice(from, from + AT_ONCE))
    found.push(...rows.filter((row) => mayFind(row, onlooker)))
  }
  return { items: await shownVideos(ctx.db, onlooker, found.slice(0, limit)) }
})
