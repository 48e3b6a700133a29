import { z } from 'zod'
import { DomainError } from '../errors/map.ts'
import { recorder } from '../event-log/record.ts'
import { publicCommand } from '../trpc.ts'
import { emailKey } from './email-key.ts'
import { accountStream, LoggedIn } from './events.ts'
import { verifyPassword } from './password.ts'
import { accountFrom, findAccountByEmailKey, lockWithPassword } from './queries.ts'
import { Email, Password, Session } from './schema.ts'
import { startSession } from './sessions.ts'

export const logIn = publicCommand({
  summary: 'Signs in with e-mail and password and starts a session.',
  reasons: ['LOGIN_FAILED'],
  input: z.strictObject({ email: Email, password: Password }),
  output: Session,
}).mutation(async ({ ctx, input }) => {
  const account = await findAccountByEmailKey(ctx.database.reader, emailKey(input.email) ?? '')
  const matches = await verifyPassword(account?.password_hash, input.password)
  const failed = () => new DomainError('LOGIN_FAILED', {}).withholding({ accountId: account?.id })
  if (!account || !matches) throw failed()
  return ctx.database.transaction(async (db) => {
    // Changed while we hashed: the old password must not open a session any more.
    if (!(await lockWithPassword(db, account))) throw failed()
    const record = recorder(db, { ...ctx, actor: { accountId: account.id, token: null } })
    await record(accountStream(account.id), LoggedIn({}))
    return { ...(await startSession(db, account.id)), account: accountFrom(account) }
  })
})
