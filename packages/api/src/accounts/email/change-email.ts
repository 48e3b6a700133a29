import type { Writer } from '@larder/db'
import { z } from 'zod'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import { recorder } from '../../event-log/record.ts'
import { mailAllowance } from '../../mail/allowance.ts'
import { mailWork, planMail } from '../../mail/plan-mail.ts'
import { Done } from '../../procedures/done.ts'
import { sessionCommand } from '../../procedures/trpc.ts'
import { emailKey } from '../email-key.ts'
import { accountStream, EmailChangeRequested } from '../events.ts'
import { confirmPassword } from '../guard/check-password.ts'
import { issueLink } from '../links/queries.ts'
import type { AccountRow } from '../queries.ts'
import { findAccountByEmailKey, getAccount, holdWithPassword, recipientOf } from '../queries.ts'
import { Email, Password } from '../schema.ts'
import { changeFromMail, changeToMail } from './mails.ts'

export const changeEmail = sessionCommand({
  summary:
    'Begins to change your address: both the present and the new one get mail, and both have to confirm.',
  reasons: [
    'PASSWORD_WRONG',
    'PASSWORD_MISSING',
    'LOGIN_BLOCKED',
    'EMAIL_UNCHANGED',
    'EMAIL_TAKEN',
    'MAIL_LIMIT_REACHED',
  ],
  input: z.strictObject({ newEmail: Email, currentPassword: Password }),
  output: Done,
}).mutation(async ({ ctx, input: { newEmail, currentPassword } }) => {
  const account = await getAccount(ctx.db, ctx.actor.accountId)
  const attemptsLeft = await confirmPassword(ctx, account, currentPassword)
  if (newEmail === account.email) throw new DomainError('EMAIL_UNCHANGED', { email: newEmail })
  await ctx.database.transaction(async (db) => {
    if (!(await holdWithPassword(db, account))) {
      throw new DomainError('PASSWORD_WRONG', { attemptsLeft })
    }
    if (ctx.mail.way !== 'smtp') await refuseTaken(db, account, newEmail)
    await planBoth(db, ctx, account, newEmail)
    await recorder(db, ctx)(accountStream(account.id), EmailChangeRequested({}))
  })
  return { done: true } as const
})

/** Where mail is sent this is kept quiet: somebody else's address simply never confirms. */
async function refuseTaken(db: Writer, account: AccountRow, newEmail: string): Promise<void> {
  const owner = await findAccountByEmailKey(db, emailKey(newEmail) ?? '')
  if (owner && owner.id !== account.id) throw new DomainError('EMAIL_TAKEN', { email: newEmail })
}

async function planBoth(
  db: Writer,
  { clock }: RequestContext,
  account: AccountRow,
  newEmail: string,
): Promise<void> {
  const now = clock.now()
  const { id: accountId } = account
  const allowance = await mailAllowance(
    db,
    { kind: mailWork.kind, what: `change ${accountId}` },
    now,
  )
  if (!('dedupeKey' in allowance)) throw new DomainError('MAIL_LIMIT_REACHED', allowance)
  const from = await issueLink(db, { accountId, purpose: 'change from', newEmail }, now)
  const to = await issueLink(db, { accountId, purpose: 'change to', newEmail }, now)
  const present = recipientOf(account)
  await planMail(
    db,
    {
      mail: changeFromMail,
      values: { linkId: from },
      to: present,
      accountId,
      dedupeKey: allowance.dedupeKey,
    },
    now,
  )
  await planMail(
    db,
    {
      mail: changeToMail,
      values: { linkId: to },
      to: { ...present, email: newEmail },
      accountId,
      dedupeKey: `new address ${to}`,
    },
    now,
  )
}
