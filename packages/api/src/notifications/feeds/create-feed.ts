import { z } from 'zod'
import { accountStream } from '../../accounts/events.ts'
import { holdSignedIn } from '../../accounts/sessions/queries.ts'
import { DomainError } from '../../errors/map.ts'
import { recorder } from '../../event-log/record.ts'
import { sessionCommand } from '../../procedures/trpc.ts'
import { FollowedFeedCreated } from '../events.ts'
import { FeedName, FollowedFeed } from '../schema.ts'
import { feedsOf } from './queries.ts'
import { hashFeedToken, newFeedToken } from './token.ts'

const MOST_FEEDS = 20

/** No access token will do: what it makes lasts longer than that may. */
export const createFeed = sessionCommand({
  summary:
    'Makes an address at which a feed reader finds what you follow: /feeds/<token>.atom or .json. The token is shown only in this answer; whoever has it reads the feed.',
  reasons: ['FOLLOWED_FEED_LIMIT_REACHED'],
  input: z.strictObject({ name: FeedName.describe('What it is for') }),
  output: FollowedFeed.extend({ token: z.string().describe('Shown only now; keep it secret') }),
}).mutation(async ({ ctx, input: { name } }) => {
  const { accountId } = ctx.actor
  const token = newFeedToken()
  const createdAt = ctx.clock.now().toISOString()
  return ctx.database.transaction(async (db) => {
    await holdSignedIn(db, ctx)
    if ((await feedsOf(db, accountId)).length >= MOST_FEEDS) {
      throw new DomainError('FOLLOWED_FEED_LIMIT_REACHED', { limit: MOST_FEEDS })
    }
    const { insertId } = await db
      .insertInto('followed_feeds')
      .values({
        account_id: accountId,
        name,
        token_hash: hashFeedToken(token),
        created_at: createdAt,
      })
      .executeTakeFirstOrThrow()
    const id = Number(insertId)
    await recorder(db, ctx)(accountStream(accountId), FollowedFeedCreated({ feedId: id }))
    return { id, name, createdAt, token }
  })
})
