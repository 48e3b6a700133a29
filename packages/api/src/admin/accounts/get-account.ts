import { z } from 'zod'
import { staffQuery } from '../../procedures/trpc.ts'
import { AccountDetails, AccountId } from '../schema.ts'
import { accountDetails } from './account-details.ts'

export const getAccountDetails = staffQuery({
  summary: 'One account with what belongs to it; for staff and administrators.',
  input: z.strictObject({ id: AccountId }),
  output: AccountDetails,
}).query(({ ctx, input }) =>
  accountDetails(ctx.db, input.id, {
    now: ctx.clock.now(),
    forAdministrator: ctx.actor.role === 'admin',
  }),
)
