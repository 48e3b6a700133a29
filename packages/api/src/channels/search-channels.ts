import { sql } from 'kysely'
import { z } from 'zod'
import { visitorFrom } from '../access/visitor.ts'
import { pageInput, pageOf } from '../listing/schema.ts'
import { publicQuery } from '../procedures/trpc.ts'
import { searchedGeneration } from '../search/generation.ts'
import { rankedPage } from '../search/ranked-page.ts'
import { isTerm, Query, wordsAsked } from '../search/words-asked.ts'
import { isSeenByOthers } from './policy.ts'
import { channelsWithOwner, shownChannels } from './queries.ts'
import { Channel } from './schema.ts'

/** How many channels are ranked, at most: those that most people follow. */
const MOST_RANKED = 500

export const searchChannels = publicQuery({
  summary: 'Finds channels by words in their names and handles, whatever their case and accents.',
  reasons: ['INVALID_CURSOR'],
  input: z.strictObject({ query: Query, ...pageInput }),
  output: pageOf(Channel),
}).query(async ({ ctx, input: { query, ...request } }) => {
  const { db } = ctx
  const { actor } = visitorFrom(ctx, 'videos:read')
  const terms = wordsAsked(query)
  const generation = await searchedGeneration(db)
  const { items, nextCursor } = await rankedPage(
    ['score', 'follower_count', 'id'],
    request,
    async () => {
      if (terms.length === 0) return []
      const scores = terms.map(
        (term) => sql<number>`(select max(word.weight * 2 + (word.word = ${term.word}))
          from channel_words as word
          where word.channel_id = channel.id and word.generation = ${generation}
            and ${isTerm('word.word', term)})`,
      )
      return channelsWithOwner(db)
        .select(sql<number>`${sql.join(scores, sql` + `)}`.as('score'))
        .where(isSeenByOthers)
        .where((eb) =>
          eb.and(
            terms.map((term) =>
              eb(
                'channel.id',
                'in',
                eb
                  .selectFrom('channel_words as found')
                  .select('found.channel_id')
                  .where('found.generation', '=', generation)
                  .where(isTerm('found.word', term)),
              ),
            ),
          ),
        )
        .orderBy('channel.follower_count', 'desc')
        .orderBy('channel.id', 'desc')
        .limit(MOST_RANKED)
        .execute()
    },
  )
  return { items: await shownChannels(db, actor, items), nextCursor }
})
