import type { Services } from '../../context.ts'
import { nobody, recorder } from '../../event-log/record.ts'
import { planMail } from '../../mail/plan-mail.ts'
import { emailKey } from '../email-key.ts'
import { accountStream, PasswordResetRequested } from '../events.ts'
import { issueLink } from '../links/queries.ts'
import type { ForgottenPassword } from '../plan-address-mail.ts'
import { findAccountByEmailKey, holdAccount, recipientOf } from '../queries.ts'
import { resetMail } from './mails.ts'

/** Plans the mail with which the owner of an address chooses a new password, if it has one. */
export async function mailForgottenPassword(
  { database, clock }: Services,
  { forgotten, request }: ForgottenPassword,
): Promise<string> {
  const now = clock.now()
  return database.transaction(async (db) => {
    const account = await findAccountByEmailKey(db, emailKey(forgotten) ?? '')
    if (!account) return 'Nobody has this address.'
    if (account.disabled_at !== null) return 'The account is disabled.'
    await holdAccount(db, account.id)
    const linkId = await issueLink(db, { accountId: account.id, purpose: 'reset' }, now)
    const record = recorder(db, { request, clock, actor: nobody })
    await record(accountStream(account.id), PasswordResetRequested({}))
    const mail = { mail: resetMail, values: { linkId }, to: recipientOf(account) }
    await planMail(db, { ...mail, accountId: account.id, dedupeKey: `reset ${linkId}` }, now)
    return 'Planned.'
  })
}
