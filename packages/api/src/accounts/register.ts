import { z } from 'zod'
import type { RequestContext } from '../context.ts'
import { recorder } from '../event-log/record.ts'
import { publicCommand } from '../procedures/trpc.ts'
import { Language } from '../text/language.ts'
import { createAccount } from './create-account.ts'
import { AccountRegistered, accountStream } from './events.ts'
import { spendFirstAdminCode } from './first-admin.ts'
import { hashPassword, requireUncommon } from './password.ts'
import { accountFrom, getAccount } from './queries.ts'
import type { Admission } from './registration/admission.ts'
import { admissionReasons, admitApplicant, useInvitation } from './registration/admission.ts'
import { registerByMail } from './registration/register-by-mail.ts'
import { DisplayName, Email, InvitationToken, NewPassword, Session, TimeZone } from './schema.ts'
import { signIn } from './sign-in.ts'

const Registration = z.strictObject({
  email: Email,
  password: NewPassword,
  displayName: DisplayName,
  language: Language.default('en').describe('Language of names and messages'),
  timeZone: TimeZone.default('UTC'),
  invitation: InvitationToken.optional(),
  adminCode: z
    .string()
    .max(64)
    .optional()
    .describe('The one-time code that the server printed; makes the first administrator'),
})

const ConfirmByMail = z.object({
  session: z.null().describe('null: the server sent mail to the address, which says how to go on'),
  expiresAt: z.null(),
  account: z.null(),
})

export const register = publicCommand({
  summary:
    'Creates an account with its household and signs it in; where the server sends mail, once the address is confirmed.',
  reasons: ['EMAIL_TAKEN', 'PASSWORD_COMMON', 'FIRST_ADMIN_CODE_WRONG', ...admissionReasons],
  input: Registration,
  output: z.union([Session, ConfirmByMail]),
}).mutation(async ({ ctx, input }) => {
  await requireUncommon(input.password)
  const { password, adminCode, invitation, ...account } = input
  const { email } = account
  const admission =
    adminCode === undefined
      ? await admitApplicant(ctx, { email, invitation })
      : { invitationId: null }
  const passwordHash = await hashPassword(password)
  // Whoever has the code reads what the server prints, and may be the one to set up its mail.
  if (ctx.mail.way !== 'smtp' || adminCode !== undefined) {
    return registerAtOnce(ctx, { ...account, passwordHash, adminCode, ...admission })
  }
  await registerByMail(ctx, { ...account, passwordHash, ...admission })
  return { session: null, expiresAt: null, account: null }
})

type Registering = Omit<z.output<typeof Registration>, 'password' | 'invitation'> &
  Admission & { passwordHash: string }

function registerAtOnce(ctx: RequestContext, { adminCode, invitationId, ...account }: Registering) {
  const isAdmin = adminCode !== undefined
  const role = isAdmin ? ('admin' as const) : ('user' as const)
  return ctx.database.transaction(async (db) => {
    if (isAdmin) await spendFirstAdminCode(db, adminCode)
    const now = ctx.clock.now()
    const { accountId, householdId } = await createAccount(db, { ...account, role }, now)
    const record = recorder(db, { ...ctx, actor: { accountId, token: null } })
    await record(accountStream(accountId), AccountRegistered({ householdId, isAdmin }))
    await useInvitation(db, ctx, { invitationId, accountId })
    const session = await signIn(db, ctx, accountId)
    return { ...session, account: accountFrom(await getAccount(db, accountId)) }
  })
}
