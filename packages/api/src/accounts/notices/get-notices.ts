import { NoInput } from '../../procedures/no-input.ts'
import { query } from '../../procedures/trpc.ts'
import { getAccount } from '../queries.ts'
import { Notices } from './schema.ts'

export const getNotices = query({
  summary: 'What you are mailed about.',
  scope: 'account:read',
  input: NoInput,
  output: Notices,
}).query(async ({ ctx }) => {
  const { log_in_notices } = await getAccount(ctx.db, ctx.actor.accountId)
  return { logIns: log_in_notices === 1 }
})
