import { DomainError } from '../../errors/map.ts'
import { recorder } from '../../event-log/record.ts'
import { mailAllowance } from '../../mail/allowance.ts'
import { mailWork, planMail } from '../../mail/plan-mail.ts'
import { Done } from '../../procedures/done.ts'
import { NoInput } from '../../procedures/no-input.ts'
import { sessionCommand } from '../../procedures/trpc.ts'
import { accountStream, EmailVerificationSent } from '../events.ts'
import { issueLink } from '../links/queries.ts'
import { getAccount, holdAccount, recipientOf } from '../queries.ts'
import { verificationMail } from './mails.ts'

export const sendVerification = sessionCommand({
  summary: 'Mails you a link that verifies your address. It takes the place of an earlier one.',
  reasons: ['EMAIL_VERIFIED', 'MAIL_LIMIT_REACHED'],
  input: NoInput,
  output: Done,
}).mutation(async ({ ctx }) => {
  const { accountId } = ctx.actor
  const now = ctx.clock.now()
  await ctx.database.transaction(async (db) => {
    await holdAccount(db, accountId)
    const account = await getAccount(db, accountId)
    if (account.email_verified_at !== null) {
      throw new DomainError('EMAIL_VERIFIED', { email: account.email })
    }
    const allowance = await mailAllowance(
      db,
      { kind: mailWork.kind, what: `verify ${accountId}` },
      now,
    )
    if (!('dedupeKey' in allowance)) throw new DomainError('MAIL_LIMIT_REACHED', allowance)
    const linkId = await issueLink(db, { accountId, purpose: 'verify' }, now)
    const mail = { mail: verificationMail, values: { linkId }, to: recipientOf(account) }
    await planMail(db, { ...mail, accountId, dedupeKey: allowance.dedupeKey }, now)
    await recorder(db, ctx)(accountStream(accountId), EmailVerificationSent({}))
  })
  return { done: true } as const
})
