import { z } from 'zod'
import { Role } from '../organisations/schema.ts'
import { NoInput } from '../procedures/no-input.ts'
import { query } from '../procedures/trpc.ts'
import { accountFrom, getAccount } from './queries.ts'
import { Account, Scope } from './schema.ts'

export const whoAmI = query({
  summary: 'The account behind the session or access token, and what it may do.',
  scope: 'account:read',
  input: NoInput,
  output: Account.extend({
    scopes: z.array(Scope).describe('A session has *'),
    memberships: z.array(
      z.object({
        organisationId: z.int(),
        kind: z.enum(['household', 'company']),
        role: Role,
        timeZone: z.string(),
      }),
    ),
  }),
}).query(async ({ ctx }) => ({
  ...accountFrom(await getAccount(ctx.db, ctx.actor.accountId)),
  scopes: ctx.actor.token?.scopes ?? ['*' as const],
  memberships: ctx.actor.memberships,
}))
