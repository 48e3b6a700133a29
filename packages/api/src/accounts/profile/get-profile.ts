import { NoInput } from '../../procedures/no-input.ts'
import { query } from '../../procedures/trpc.ts'
import { getAccount } from '../queries.ts'
import { profileOf } from './queries.ts'
import { Profile } from './schema.ts'

export const getProfile = query({
  summary: 'Your profile, and what of it everybody may see.',
  scope: 'account:read',
  input: NoInput,
  output: Profile,
}).query(async ({ ctx }) => profileOf(ctx.db, await getAccount(ctx.db, ctx.actor.accountId)))
