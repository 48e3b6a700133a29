import { z } from 'zod'
import { DomainError } from '../errors/map.ts'
import { recorder } from '../event-log/record.ts'
import { sessionCommand } from '../trpc.ts'
import { accountStream, PasswordChanged } from './events.ts'
import { hashPassword, isCommonPassword, verifyPassword } from './password.ts'
import { accountFrom, getAccount, lockWithPassword } from './queries.ts'
import { NewPassword, Password, Session } from './schema.ts'
import { endAllSessions, startSession } from './sessions.ts'

export const changePassword = sessionCommand({
  summary: 'Changes the password, ends every session and starts a new one for this call.',
  reasons: ['PASSWORD_WRONG', 'PASSWORD_COMMON'],
  input: z.strictObject({ currentPassword: Password, newPassword: NewPassword }),
  output: Session,
}).mutation(async ({ ctx, input }) => {
  const { accountId } = ctx.actor
  const account = await getAccount(ctx.db, accountId)
  if (!(await verifyPassword(account.password_hash, input.currentPassword))) {
    throw new DomainError('PASSWORD_WRONG', {})
  }
  if (await isCommonPassword(input.newPassword)) throw new DomainError('PASSWORD_COMMON', {})
  const passwordHash = await hashPassword(input.newPassword)
  return ctx.database.transaction(async (db) => {
    if (!(await lockWithPassword(db, account))) throw new DomainError('PASSWORD_WRONG', {})
    await db
      .updateTable('accounts')
      .set({ password_hash: passwordHash })
      .where('id', '=', accountId)
      .execute()
    await endAllSessions(db, accountId)
    await recorder(db, ctx)(accountStream(accountId), PasswordChanged({}))
    return { ...(await startSession(db, accountId)), account: accountFrom(account) }
  })
})
