import { z } from 'zod'
import { recorder } from '../../event-log/record.ts'
import { sessionCommand } from '../../procedures/trpc.ts'
import { accountStream, RecoveryCodesReplaced } from '../events.ts'
import { Password } from '../schema.ts'
import { replaceRecoveryCodes } from './queries.ts'
import { newRecoveryCodes, recoveryHash } from './recovery-codes.ts'
import { Code, RecoveryCodes } from './schema.ts'
import { bothFactorsReasons, withBothFactors } from './with-both-factors.ts'

export const renewRecoveryCodes = sessionCommand({
  summary: 'Makes ten new recovery codes; those that are left end.',
  reasons: bothFactorsReasons,
  input: z.strictObject({ password: Password, code: Code }),
  output: RecoveryCodes,
}).mutation(async ({ ctx, input }) => {
  const { accountId } = ctx.actor
  const recoveryCodes = newRecoveryCodes()
  await withBothFactors(ctx, input, async (db, { salt }) => {
    const hashes = recoveryCodes.map((each) => recoveryHash(ctx.keys, salt, each))
    await replaceRecoveryCodes(db, accountId, hashes)
    await recorder(db, ctx)(accountStream(accountId), RecoveryCodesReplaced({}))
  })
  return { recoveryCodes }
})
