import { z } from 'zod'
import { DomainError } from '../errors/map.ts'
import { recorder } from '../event-log/record.ts'
import { publicCommand } from '../procedures/trpc.ts'
import { emailKey } from './email-key.ts'
import { accountStream, LoggedIn } from './events.ts'
import { checkLogIn } from './guard/check-password.ts'
import { isOver, keepAccount } from './leaving/keep-account.ts'
import { accountFrom, findAccountByEmailKey, holdWithPassword } from './queries.ts'
import { Email, Password, Session } from './schema.ts'
import { logInAndTell } from './sign-in.ts'
import { Code } from './two-factor/schema.ts'
import { withSecondFactor } from './two-factor/second-factor.ts'

export const logIn = publicCommand({
  summary: 'Signs in with e-mail and password and starts a session.',
  reasons: [
    'LOGIN_FAILED',
    'LOGIN_BLOCKED',
    'TWO_FACTOR_REQUIRED',
    'TWO_FACTOR_WRONG',
    'ACCOUNT_DISABLED',
    'ACCOUNT_LEAVING',
  ],
  input: z.strictObject({
    email: Email,
    password: Password,
    code: Code.optional().describe('For accounts with two-factor log-in'),
    keepAccount: z.boolean().default(false).describe('Keep an account that is about to be deleted'),
  }),
  output: Session,
}).mutation(async ({ ctx, input }) => {
  const found = await findAccountByEmailKey(ctx.database.reader, emailKey(input.email) ?? '')
  // Nobody gets into what is as good as gone.
  const account = found && isOver(found, ctx.clock.now()) ? undefined : found
  const attemptsLeft = await checkLogIn(ctx, { ...input, account })
  const failed = new DomainError('LOGIN_FAILED', { attemptsLeft })
  if (!account) throw failed
  return withSecondFactor(ctx, account.id, input.code, (spendCode) =>
    ctx.database.transaction(async (db) => {
      // Changed while we hashed: the old password must not open a session any more.
      if (!(await holdWithPassword(db, account)))
        throw failed.withholding({ accountId: account.id })
      await spendCode(db)
      const record = recorder(db, { ...ctx, actor: { accountId: account.id, token: null } })
      if (input.keepAccount) await keepAccount({ db, record, now: ctx.clock.now() }, account)
      await record(accountStream(account.id), LoggedIn({}))
      return { ...(await logInAndTell(db, ctx, account)), account: accountFrom(account) }
    }),
  )
})
