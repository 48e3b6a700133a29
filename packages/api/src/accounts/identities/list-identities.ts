import { z } from 'zod'
import { NoInput } from '../../procedures/no-input.ts'
import { query } from '../../procedures/trpc.ts'
import { hasPassword } from '../password.ts'
import { getAccount } from '../queries.ts'
import { identitiesOf, identityFrom } from './queries.ts'
import { Identity } from './schema.ts'

export const listIdentities = query({
  summary: 'The identities that log you in, the oldest first, and whether a password does too.',
  scope: 'account:read',
  input: NoInput,
  output: z.object({ items: z.array(Identity), hasPassword: z.boolean() }),
}).query(async ({ ctx }) => {
  const { accountId } = ctx.actor
  const identities = await identitiesOf(ctx.db, accountId)
  return {
    items: identities.map((row) => identityFrom(row, ctx.identities)),
    hasPassword: hasPassword(await getAccount(ctx.db, accountId)),
  }
})
