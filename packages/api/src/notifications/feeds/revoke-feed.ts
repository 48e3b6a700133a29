import { z } from 'zod'
import { accountStream } from '../../accounts/events.ts'
import { DomainError } from '../../errors/map.ts'
import { Done } from '../../procedures/done.ts'
import { command } from '../../procedures/trpc.ts'
import { FollowedFeedRevoked } from '../events.ts'

export const revokeFeed = command({
  summary: 'Revokes a feed of what you follow: at its address there is nothing from now on.',
  scope: 'videos:write',
  reasons: ['NOT_FOUND'],
  input: z.strictObject({ id: z.int().positive().describe('Id of a feed') }),
  output: Done,
}).mutation(async ({ ctx, input: { id } }) => {
  const { db } = ctx
  const { accountId } = ctx.actor
  const { numDeletedRows } = await db
    .deleteFrom('followed_feeds')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) {
    const others = db.selectFrom('followed_feeds').select('id').where('id', '=', id)
    const isForeign = (await others.executeTakeFirst()) !== undefined
    throw new DomainError('NOT_FOUND', { what: 'feed', id }).withholding({ isForeign })
  }
  await ctx.record(accountStream(accountId), FollowedFeedRevoked({ feedId: id }))
  return { done: true as const }
})
