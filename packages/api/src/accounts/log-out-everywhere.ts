import { recorder } from '../event-log/record.ts'
import { Done } from '../procedures/done.ts'
import { NoInput } from '../procedures/no-input.ts'
import { sessionCommand } from '../procedures/trpc.ts'
import { accountStream, LoggedOutEverywhere } from './events.ts'
import { holdAccount } from './queries.ts'
import { endAllSessions } from './sessions.ts'

export const logOutEverywhere = sessionCommand({
  summary: 'Ends every session of the account, on every device. Access tokens stay valid.',
  input: NoInput,
  output: Done,
}).mutation(async ({ ctx }) => {
  await ctx.database.transaction(async (db) => {
    await holdAccount(db, ctx.actor.accountId)
    await endAllSessions(db, ctx.actor.accountId)
    await recorder(db, ctx)(accountStream(ctx.actor.accountId), LoggedOutEverywhere({}))
  })
  return { done: true } as const
})
