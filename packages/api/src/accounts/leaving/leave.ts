import { z } from 'zod'
import { Instant } from '../../calendar/instant.ts'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import { recorder } from '../../event-log/record.ts'
import { planMail } from '../../mail/plan-mail.ts'
import { refuseLastOwner } from '../../organisations/ownership.ts'
import { sessionCommand } from '../../procedures/trpc.ts'
import { languageOr } from '../../text/language.ts'
import { holdAdministrators, refuseLastAdministrator } from '../administrators.ts'
import { accountStream } from '../events.ts'
import { confirmPassword } from '../guard/check-password.ts'
import { requireJustLoggedIn } from '../just-logged-in.ts'
import { hasPassword } from '../password.ts'
import type { AccountRow } from '../queries.ts'
import { getAccount, holdWithPassword } from '../queries.ts'
import { Password } from '../schema.ts'
import { endAllSessions } from '../sessions.ts'
import { AccountLeaving } from './events.ts'
import { accountLeavingMail } from './mails.ts'

const DAY_MS = 86_400_000

export const leave = sessionCommand({
  summary:
    'Deletes the account after some days of grace, in which logging in can still keep it. Sessions end and tokens are refused at once.',
  reasons: [
    'PASSWORD_WRONG',
    'PASSWORD_MISSING',
    'LOGIN_BLOCKED',
    'LOG_IN_AGAIN',
    'LAST_ADMINISTRATOR',
    'LAST_OWNER',
  ],
  input: z.strictObject({
    password: Password.optional().describe(
      'May be left out if the account has none, shortly after logging in',
    ),
  }),
  output: z.object({ leavesAt: Instant.describe('When the account is gone') }),
}).mutation(async ({ ctx, input }) => {
  const { accountId } = ctx.actor
  const account = await getAccount(ctx.db, accountId)
  const attemptsLeft = await prove(ctx, account, input.password)
  return ctx.database.transaction(async (db) => {
    refuseLastAdministrator(await holdAdministrators(db), accountId)
    if (!(await holdWithPassword(db, account)))
      throw new DomainError('PASSWORD_WRONG', { attemptsLeft })
    await refuseLastOwner(db, accountId)
    const now = ctx.clock.now()
    const leavesAt = new Date(now.getTime() + ctx.limits.graceDays * DAY_MS).toISOString()
    await db
      .updateTable('accounts')
      .set({ leaves_at: leavesAt })
      .where('id', '=', accountId)
      .execute()
    await endAllSessions(db, accountId)
    await recorder(db, ctx)(accountStream(accountId), AccountLeaving({ leavesAt }))
    const to = { email: account.email, language: languageOr('en', account.language) }
    const mail = { mail: accountLeavingMail, values: { leavesAt }, to, accountId }
    await planMail(db, { ...mail, dedupeKey: `leaving-${accountId}-${leavesAt}` }, now)
    return { leavesAt }
  })
})

/**
 * Has somebody show once more that it is them: with the password or, if there is none, by having just
 * logged in. Answers how many attempts would be left. Throws PASSWORD_WRONG,
 * PASSWORD_MISSING and LOG_IN_AGAIN.
 */
async function prove(
  ctx: RequestContext & { secret: string },
  account: AccountRow,
  password: string | undefined,
): Promise<number> {
  if (hasPassword(account) || password !== undefined) {
    return confirmPassword(ctx, account, password ?? '')
  }
  await requireJustLoggedIn(ctx)
  return 0
}
