import { z } from 'zod'
import { DomainError } from '../errors/map.ts'
import { recorder } from '../event-log/record.ts'
import { Language } from '../text/language.ts'
import { publicCommand } from '../trpc.ts'
import { createAccount } from './create-account.ts'
import { AccountRegistered, accountStream } from './events.ts'
import { spendFirstAdminCode } from './first-admin.ts'
import { hashPassword, isCommonPassword } from './password.ts'
import { accountFrom, getAccount } from './queries.ts'
import { DisplayName, Email, NewPassword, Session, TimeZone } from './schema.ts'
import { startSession } from './sessions.ts'

const Registration = z.strictObject({
  email: Email,
  password: NewPassword,
  displayName: DisplayName,
  language: Language.default('en').describe('Language of names and messages'),
  timeZone: TimeZone.default('UTC'),
  adminCode: z
    .string()
    .max(64)
    .optional()
    .describe('The one-time code that the server printed; makes the first administrator'),
})

export const register = publicCommand({
  summary: 'Creates an account with its household and signs it in.',
  reasons: ['EMAIL_TAKEN', 'PASSWORD_COMMON', 'FIRST_ADMIN_CODE_WRONG'],
  input: Registration,
  output: Session,
}).mutation(async ({ ctx, input }) => {
  if (await isCommonPassword(input.password)) throw new DomainError('PASSWORD_COMMON', {})
  const passwordHash = await hashPassword(input.password)
  const isAdmin = input.adminCode !== undefined
  return ctx.database.transaction(async (db) => {
    if (input.adminCode !== undefined) await spendFirstAdminCode(db, input.adminCode)
    const account = { ...input, passwordHash, isAdmin }
    const { accountId, householdId } = await createAccount(db, account, ctx.clock.now())
    const record = recorder(db, { ...ctx, actor: { accountId, token: null } })
    await record(accountStream(accountId), AccountRegistered({ householdId, isAdmin }))
    const session = await startSession(db, accountId)
    return { ...session, account: accountFrom(await getAccount(db, accountId)) }
  })
})
