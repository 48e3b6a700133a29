import { z } from 'zod'
import { refuseLastAdministrator } from '../../accounts/administrators.ts'
import { accountStream } from '../../accounts/events.ts'
import { endAllSessions } from '../../accounts/sessions.ts'
import { DomainError } from '../../errors/map.ts'
import { adminCommand } from '../../procedures/trpc.ts'
import { AccountDisabled, DisablingReasonGiven, notesOn } from '../events.ts'
import { AccountDetails, AccountId, DisablingReason } from '../schema.ts'
import { accountDetails } from './account-details.ts'
import { holdAccountToChange } from './hold-account-to-change.ts'

export const disableAccount = adminCommand({
  summary:
    'Disables an account: its sessions end, its tokens, feeds and webhooks are refused at once.',
  reasons: ['ACCOUNT_IS_YOURS', 'LAST_ADMINISTRATOR', 'ALREADY_DISABLED'],
  input: z.strictObject({ id: AccountId, reason: DisablingReason }),
  output: AccountDetails,
}).mutation(async ({ ctx, input: { id, reason } }) => {
  const { account, administrators } = await holdAccountToChange(ctx, id)
  if (id === ctx.actor.accountId) throw new DomainError('ACCOUNT_IS_YOURS', { action: 'disable' })
  if (account.disabled_at) throw new DomainError('ALREADY_DISABLED', { since: account.disabled_at })
  refuseLastAdministrator(administrators, id)
  const now = ctx.clock.now()
  await ctx.db
    .updateTable('accounts')
    .set({ disabled_at: now.toISOString(), disabled_reason: reason })
    .where('id', '=', id)
    .execute()
  await endAllSessions(ctx.db, id)
  await ctx.record(accountStream(id), AccountDisabled({}))
  await ctx.record(notesOn(id), DisablingReasonGiven({ accountId: id, reason }))
  return accountDetails(ctx.db, id, { now, forAdministrator: true })
})
