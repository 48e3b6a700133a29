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
    const key = emailKey(forgotten) ?? ''
    const found = await findAccountByEmailKey(db, key)
    if (found) await holdAccount(db, found.id)
    // It may have been given up while this waited: then whoever still reads it chooses no password.
    const account = found && (await findAccountByEmailKey(db, key))
    if (!account || account.id !== found.id) return 'Nobody has this address.'
    if (account.disabled_at !== null) return 'The account is disabled.'
    const linkId = await issueLink(db, { accountId: account.id, purpose: 'reset' }, now)
    const record = recorder(db, { request, clock, actor: nobody })
    await record(accountStream(account.id), PasswordResetRequested({}))
    const mail = { mail: resetMail, values: { linkId }, to: recipientOf(account) }
    await planMail(db, { ...mail, accountId: account.id, dedupeKey: `reset ${linkId}` }, now)
    return 'Planned.'
  })
}
