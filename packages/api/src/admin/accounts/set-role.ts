import { z } from 'zod'
import { AccountRole } from '../../accounts/schema.ts'
import { adminCommand } from '../../procedures/trpc.ts'
import { AccountDetails, AccountId } from '../schema.ts'
import { accountDetails } from './account-details.ts'
import { changeRole } from './change-role.ts'
import { holdAccountToChange } from './hold-account-to-change.ts'

export const setRole = adminCommand({
  summary: 'Makes an account a user, staff or an administrator of this server.',
  reasons: ['LAST_ADMINISTRATOR'],
  input: z.strictObject({ id: AccountId, role: AccountRole }),
  output: AccountDetails,
}).mutation(async ({ ctx, input: { id, role } }) => {
  await changeRole(ctx, await holdAccountToChange(ctx, id), role)
  return accountDetails(ctx.db, id, { now: ctx.clock.now(), forAdministrator: true })
})
