import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { Done } from '../../procedures/done.ts'
import { command } from '../../procedures/trpc.ts'
import { accountStream, SessionRevoked } from '../events.ts'
import { holdAccount } from '../queries.ts'
import { endSessionById } from './queries.ts'
import { SessionId } from './schema.ts'

export const revokeSession = command({
  summary: 'Ends one of your sessions, such as that of a lost device; its next request is refused.',
  scope: 'account:write',
  input: z.strictObject({ id: SessionId }),
  output: Done,
}).mutation(async ({ ctx, input }) => {
  const { accountId } = ctx.actor
  await holdAccount(ctx.db, accountId)
  const idHash = await endSessionById(ctx.db, { accountId, id: input.id, now: ctx.clock.now() })
  if (idHash === undefined) throw new DomainError('NOT_FOUND', { what: 'session', id: input.id })
  const { credential } = ctx
  const wasCurrent = credential.kind === 'accepted' && credential.session?.idHash === idHash
  await ctx.record(accountStream(accountId), SessionRevoked({ wasCurrent }))
  return { done: true } as const
})
