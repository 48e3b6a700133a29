import { z } from 'zod'
import { DomainError } from '../errors/map.ts'
import { sessionCommand } from '../procedures/trpc.ts'
import { confirmPassword } from './guard/check-password.ts'
import { hashPassword, requireUncommon } from './password.ts'
import { getAccount, holdWithPassword } from './queries.ts'
import { replacePassword } from './replace-password.ts'
import { NewPassword, Password, Session } from './schema.ts'

export const changePassword = sessionCommand({
  summary: 'Changes the password, ends every session and starts a new one for this call.',
  reasons: ['PASSWORD_WRONG', 'PASSWORD_MISSING', 'LOGIN_BLOCKED', 'PASSWORD_COMMON'],
  input: z.strictObject({ currentPassword: Password, newPassword: NewPassword }),
  output: Session,
}).mutation(async ({ ctx, input }) => {
  const { accountId } = ctx.actor
  const account = await getAccount(ctx.db, accountId)
  const attemptsLeft = await confirmPassword(ctx, account, input.currentPassword)
  await requireUncommon(input.newPassword)
  const passwordHash = await hashPassword(input.newPassword)
  return ctx.database.transaction(async (db) => {
    if (!(await holdWithPassword(db, account)))
      throw new DomainError('PASSWORD_WRONG', { attemptsLeft })
    return replacePassword(db, ctx, account, passwordHash)
  })
})
