import { recorder } from '../event-log/record.ts'
import { Done } from '../procedures/done.ts'
import { NoInput } from '../procedures/no-input.ts'
import { sessionCommand } from '../procedures/trpc.ts'
import { accountStream, LoggedOut } from './events.ts'
import { holdAccount } from './queries.ts'
import { endSession } from './sessions.ts'

export const logOut = sessionCommand({
  summary: 'Ends the session that this call is made with.',
  input: NoInput,
  output: Done,
}).mutation(async ({ ctx }) => {
  await ctx.database.transaction(async (db) => {
    await holdAccount(db, ctx.actor.accountId)
    await endSession(db, ctx.secret)
    await recorder(db, ctx)(accountStream(ctx.actor.accountId), LoggedOut({}))
  })
  return { done: true } as const
})
