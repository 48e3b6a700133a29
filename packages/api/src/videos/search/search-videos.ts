import type { Reader } from '@larder/db'
import { visitorFrom } from '../../access/visitor.ts'
import { pageOf } from '../../listing/schema.ts'
import { publicQuery } from '../../procedures/trpc.ts'
import { searchedGeneration } from '../../search/generation.ts'
import { rankedPage } from '../../search/ranked-page.ts'
import { wordsAsked } from '../../search/words-asked.ts'
import { videosById } from '../queries.ts'
import { Video } from '../schema.ts'
import { shownVideos } from '../shown-video.ts'

import type { Match, Sought } from './matching.ts'
import { MOST_RANKED, matchesBy, matchesOf } from './matching.ts'
import { SearchVideos } from './schema.ts'
import { channelWord, tagWord } from './weights.ts'

/** By what the matches of a page come, the highest first; the id makes the order total. */
const orders = {
  relevance: ['score', 'published_at', 'id'],
  newest: ['published_at', 'id'],
  views: ['view_count', 'id'],
} as const satisfies Record<string, readonly (keyof Match)[]>

export const searchVideos = publicQuery({
  summary:
    'Finds videos by words in titles, tags, channel names, descriptions and captions, whatever their case and accents.',
  reasons: ['INVALID_CURSOR'],
  input: SearchVideos,
  output: pageOf(Video),
}).query(async ({ ctx, input }) => {
  const { db } = ctx
  const { query, channelId, tag, sort, cursor, limit, ...narrowing } = input
  const { actor } = visitorFrom(ctx, 'videos:read')
  const onlooker = { actor, now: ctx.clock.now() }
  const sought: Sought = {
    language: narrowing.language,
    minDurationMs: narrowing.minDurationMs,
    maxDurationMs: narrowing.maxDurationMs,
    publishedAfter: narrowing.publishedAfter,
    generation: await searchedGeneration(db),
    terms: wordsAsked(query),
    filters: [
      ...(channelId === undefined ? [] : [channelWord(channelId)]),
      ...(tag === undefined ? [] : [tagWord(tag)]),
    ].map((word) => ({ word, isPrefix: false })),
    onlooker,
  }
  const { items, nextCursor } = await rankedPage(orders[sort], { cursor, limit }, async (after) => {
    if (sought.terms.length === 0) return []
    if (sort === 'relevance') return ranked(db, sought)
    const { matches, isWhole } = await matchesOf(db, sought)
    if (isWhole) return matches
    const by = sort === 'views' ? 'view_count' : 'published_at'
    return matchesBy(db, sought, { by, after, limit: limit + 1 })
  })
  const ids = items.map(({ id }) => id)
  return { items: await shownVideos(db, onlooker, await videosById(db, ids)), nextCursor }
})

/** What is ranked: videos with the whole words, and those with a longer one only if there is room. */
async function ranked(db: Reader, sought: Sought): Promise<Match[]> {
  const terms = sought.terms.map((term) => ({ ...term, isPrefix: false }))
  const exact = await matchesOf(db, { ...sought, terms })
  if (!exact.isWhole || exact.matches.length >= MOST_RANKED)
    return exact.matches.slice(0, MOST_RANKED)
  const { matches } = await matchesOf(db, sought)
  const byId = new Map([...exact.matches, ...matches].map((match) => [match.id, match]))
  return [...byId.values()].slice(0, MOST_RANKED)
}
