import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { Done } from '../../procedures/done.ts'
import { command } from '../../procedures/trpc.ts'
import { AccessTokenRevoked, accountStream } from '../events.ts'
import { holdAccount } from '../queries.ts'
import { findLiveToken } from './queries.ts'

export const revokeToken = command({
  summary: 'Revokes an access token; its next request is refused.',
  scope: 'account:write',
  input: z.strictObject({ id: z.int().positive() }),
  output: Done,
}).mutation(async ({ ctx, input }) => {
  const { accountId } = ctx.actor
  await holdAccount(ctx.db, accountId)
  const token = await findLiveToken(ctx.db, accountId, input.id)
  if (!token) throw new DomainError('NOT_FOUND', { what: 'access token', id: input.id })
  await ctx.db
    .updateTable('access_tokens')
    .set({ revoked_at: ctx.clock.now().toISOString(), live_name: null })
    .where('id', '=', token.id)
    .execute()
  await ctx.record(accountStream(accountId), AccessTokenRevoked({ tokenId: token.id }))
  return { done: true } as const
})
