import { DomainError } from '../../errors/map.ts'
import { recorder } from '../../event-log/record.ts'
import { sessionCommand } from '../../procedures/trpc.ts'
import { accountStream } from '../events.ts'
import { holdSignedIn } from '../sessions/queries.ts'
import { IdentityLinked } from './events.ts'
import { finishReasons, prove } from './finish.ts'
import { findIdentity, identityFrom, insertIdentity, spendFlow } from './queries.ts'
import { Finish, Identity } from './schema.ts'

export const linkIdentity = sessionCommand({
  summary: 'Finishes linking an identity at a provider: from now on it logs you in.',
  reasons: [...finishReasons, 'IDENTITY_TAKEN'],
  input: Finish,
  output: Identity,
}).mutation(async ({ ctx, input }) => {
  const { accountId } = ctx.actor
  const { flow, identity } = await prove(ctx, input, accountId)
  const { provider } = identity
  return ctx.database.transaction(async (db) => {
    await holdSignedIn(db, ctx)
    const linked = await findIdentity(db, identity.key)
    if (linked && linked.account_id !== accountId) {
      throw new DomainError('IDENTITY_TAKEN', { provider })
    }
    // Linking it again is harmless, and no event.
    if (linked) return identityFrom(linked, ctx.identities)
    await spendFlow(db, flow, accountId)
    const row = await insertIdentity(db, accountId, identity, ctx.clock.now())
    await recorder(db, ctx)(
      accountStream(accountId),
      IdentityLinked({ identityId: row.id, provider }),
    )
    return identityFrom(row, ctx.identities)
  })
})
