import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { recorder } from '../../event-log/record.ts'
import { Done } from '../../procedures/done.ts'
import { sessionCommand } from '../../procedures/trpc.ts'
import { accountStream } from '../events.ts'
import { hasPassword } from '../password.ts'
import { getAccount, holdAccount } from '../queries.ts'
import { IdentityUnlinked } from './events.ts'
import { getIdentity, identitiesOf } from './queries.ts'
import { IdentityId } from './schema.ts'

export const unlinkIdentity = sessionCommand({
  summary: 'Unlinks an identity: it logs you in no more. Never the last way in.',
  reasons: ['NOT_FOUND', 'LAST_WAY_IN'],
  input: z.strictObject({ id: IdentityId }),
  output: Done,
}).mutation(async ({ ctx, input: { id } }) => {
  const { accountId } = ctx.actor
  return ctx.database.transaction(async (db) => {
    // Two at once follow one another, or each would count on the other's.
    await holdAccount(db, accountId)
    const identities = await identitiesOf(db, accountId)
    const identity = await getIdentity({ db, actor: ctx.actor }, id)
    const known = new Set(ctx.identities.providers.map(({ name }) => name))
    const staysOpen = identities.some((other) => other.id !== id && known.has(other.provider))
    if (!staysOpen && !hasPassword(await getAccount(db, accountId))) {
      throw new DomainError('LAST_WAY_IN', {})
    }
    await db.deleteFrom('identities').where('id', '=', id).execute()
    const fact = { identityId: id, provider: identity.provider }
    await recorder(db, ctx)(accountStream(accountId), IdentityUnlinked(fact))
    return { done: true } as const
  })
})
