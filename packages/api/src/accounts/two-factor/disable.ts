import { z } from 'zod'
import { recorder } from '../../event-log/record.ts'
import { Done } from '../../procedures/done.ts'
import { sessionCommand } from '../../procedures/trpc.ts'
import { accountStream, TwoFactorSwitchedOff } from '../events.ts'
import { Password } from '../schema.ts'
import { endTwoFactor } from './queries.ts'
import { Code } from './schema.ts'
import { bothFactorsReasons, withBothFactors } from './with-both-factors.ts'

export const disable = sessionCommand({
  summary: 'Switches two-factor log-in off, and ends its recovery codes.',
  reasons: bothFactorsReasons,
  input: z.strictObject({ password: Password, code: Code }),
  output: Done,
}).mutation(async ({ ctx, input }) => {
  const { accountId } = ctx.actor
  await withBothFactors(ctx, input, async (db) => {
    await endTwoFactor(db, accountId)
    await recorder(db, ctx)(accountStream(accountId), TwoFactorSwitchedOff({}))
  })
  return { done: true } as const
})
