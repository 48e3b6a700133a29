import { z } from 'zod'
import { accountStream } from '../../accounts/events.ts'
import { DomainError } from '../../errors/map.ts'
import { adminCommand } from '../../procedures/trpc.ts'
import { AccountEnabled } from '../events.ts'
import { AccountDetails, AccountId } from '../schema.ts'
import { accountDetails } from './account-details.ts'
import { holdAccountToChange } from './hold-account-to-change.ts'

export const enableAccount = adminCommand({
  summary: 'Enables an account that was disabled. Its tokens work again; its owner logs in anew.',
  reasons: ['NOT_DISABLED'],
  input: z.strictObject({ id: AccountId }),
  output: AccountDetails,
}).mutation(async ({ ctx, input: { id } }) => {
  const { account } = await holdAccountToChange(ctx, id)
  if (!account.disabled_at) throw new DomainError('NOT_DISABLED', { accountId: id })
  await ctx.db
    .updateTable('accounts')
    .set({ disabled_at: null, disabled_reason: null })
    .where('id', '=', id)
    .execute()
  await ctx.record(accountStream(id), AccountEnabled({}))
  return accountDetails(ctx.db, id, { now: ctx.clock.now(), forAdministrator: true })
})
