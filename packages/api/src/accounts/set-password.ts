import { z } from 'zod'
import { DomainError } from '../errors/map.ts'
import { sessionCommand } from '../procedures/trpc.ts'
import { requireJustLoggedIn } from './just-logged-in.ts'
import { hashPassword, hasPassword, requireUncommon } from './password.ts'
import { getAccount } from './queries.ts'
import { replacePassword } from './replace-password.ts'
import { NewPassword, Session } from './schema.ts'
import { holdSignedIn } from './sessions/queries.ts'

export const setPassword = sessionCommand({
  summary:
    'Gives an account that has none a password, shortly after logging in; ends every session and starts a new one for this call.',
  reasons: ['PASSWORD_PRESENT', 'PASSWORD_COMMON', 'LOG_IN_AGAIN'],
  input: z.strictObject({ newPassword: NewPassword }),
  output: Session,
}).mutation(async ({ ctx, input }) => {
  const { accountId } = ctx.actor
  if (hasPassword(await getAccount(ctx.db, accountId))) {
    throw new DomainError('PASSWORD_PRESENT', {})
  }
  await requireJustLoggedIn(ctx)
  await requireUncommon(input.newPassword)
  const passwordHash = await hashPassword(input.newPassword)
  return ctx.database.transaction(async (db) => {
    await holdSignedIn(db, ctx)
    const account = await getAccount(db, accountId)
    if (hasPassword(account)) throw new DomainError('PASSWORD_PRESENT', {})
    return replacePassword(db, ctx, account, passwordHash)
  })
})
