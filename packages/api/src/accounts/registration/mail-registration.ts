import type { Services } from '../../context.ts'
import { planMail } from '../../mail/plan-mail.ts'
import { languageOr } from '../../text/language.ts'
import { emailKey } from '../email-key.ts'
import { findAccountByEmailKey, recipientOf } from '../queries.ts'
import { addressTakenMail, registrationMail } from './mails.ts'
import { endRegistration, findRegistration } from './queries.ts'

/** Plans what the owner of an address gets that somebody registers with. */
export async function mailRegistration(
  { database, clock }: Services,
  { registrationId }: { registrationId: number },
): Promise<string> {
  const now = clock.now()
  return database.transaction(async (db) => {
    const registration = await findRegistration(db, registrationId, now)
    if (!registration) return 'It is over.'
    const { email, language } = registration
    const owner = await findAccountByEmailKey(db, emailKey(email) ?? '')
    if (owner) {
      await endRegistration(db, registrationId)
      const dedupeKey = `address taken ${registrationId}`
      // To the address of the account: what was typed may be a look-alike in somebody else's hands.
      const to = recipientOf(owner)
      await planMail(
        db,
        { mail: addressTakenMail, values: {}, to, accountId: owner.id, dedupeKey },
        now,
      )
    } else {
      const dedupeKey = `registration ${registrationId}`
      const to = { email, language: languageOr('en', language) }
      const values = { registrationId }
      await planMail(db, { mail: registrationMail, values, to, accountId: null, dedupeKey }, now)
    }
    return 'Planned.'
  })
}
