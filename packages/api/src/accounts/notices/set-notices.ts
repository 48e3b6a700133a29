import { z } from 'zod'
import { recorder } from '../../event-log/record.ts'
import { sessionCommand } from '../../procedures/trpc.ts'
import { accountStream, LogInNoticesSwitched } from '../events.ts'
import { getAccount, holdAccount } from '../queries.ts'
import { Notices } from './schema.ts'

/** No access token will do: whoever stole one could log in unnoticed then. */
export const setNotices = sessionCommand({
  summary: 'Switches what you are mailed about on or off.',
  input: z.strictObject({ logIns: z.boolean() }),
  output: Notices,
}).mutation(async ({ ctx, input: { logIns } }) => {
  const { accountId } = ctx.actor
  await ctx.database.transaction(async (db) => {
    await holdAccount(db, accountId)
    const wasOn = (await getAccount(db, accountId)).log_in_notices === 1
    if (wasOn === logIns) return
    await db
      .updateTable('accounts')
      .set({ log_in_notices: logIns ? 1 : 0 })
      .where('id', '=', accountId)
      .execute()
    await recorder(db, ctx)(accountStream(accountId), LogInNoticesSwitched({ isOn: logIns }))
  })
  return { logIns }
})
