import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { recorder } from '../../event-log/record.ts'
import { sessionCommand } from '../../procedures/trpc.ts'
import { accountStream, TwoFactorBegun } from '../events.ts'
import { confirmPassword } from '../guard/check-password.ts'
import { getAccount, holdWithPassword } from '../queries.ts'
import { Password } from '../schema.ts'
import { beginTwoFactor, findTwoFactor } from './queries.ts'
import { setUpWith } from './secret.ts'

export const begin = sessionCommand({
  summary:
    'Begins to set up an authenticator. Nothing changes until a code of it has been confirmed.',
  reasons: ['PASSWORD_WRONG', 'LOGIN_BLOCKED', 'TWO_FACTOR_ON'],
  input: z.strictObject({ password: Password }),
  output: z.object({
    secret: z.string().describe('To type into an authenticator; shown only now'),
    uri: z.string().describe('otpauth://, to show as a QR code'),
  }),
}).mutation(async ({ ctx, input }) => {
  const { accountId } = ctx.actor
  const account = await getAccount(ctx.db, accountId)
  const attemptsLeft = await confirmPassword(ctx, account, input.password)
  const salt = randomBytes(32).toString('hex')
  const setUp = await setUpWith(ctx.keys, { salt, email: account.email })
  await ctx.database.transaction(async (db) => {
    if (!(await holdWithPassword(db, account))) {
      throw new DomainError('PASSWORD_WRONG', { attemptsLeft })
    }
    const twoFactor = await findTwoFactor(db, accountId)
    if (twoFactor?.confirmed_at) throw new DomainError('TWO_FACTOR_ON', {})
    await beginTwoFactor(db, { accountId, salt, now: ctx.clock.now() })
    await recorder(db, ctx)(accountStream(accountId), TwoFactorBegun({}))
  })
  return setUp
})
