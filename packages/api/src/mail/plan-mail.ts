import type { Writer } from '@larder/db'
import { planTask } from '../event-log/tasks/plan-task.ts'
import type { Language } from '../text/language.ts'
import type { Mail } from './define-mail.ts'

/** The kind of task that sending a mail is. */
export const MAIL = 'mail'

export interface Recipient {
  /** The stored address of an account, or one that somebody invited; never merely a look-alike. */
  email: string
  language: Language
}

/** What is stored of a mail until it is sent. */
export interface PlannedMail {
  mail: string
  values: object
  to: Recipient
}

/** What mails to an account are planned for; erasing the account goes by it. */
export function mailSubject(accountId: number | null): string {
  return accountId === null ? MAIL : `account-${accountId}`
}

/**
 * Plans a mail, in the transaction of what it tells of. It is sent soon after the commit, and tried
 * again for about a day. What was planned under the same key before is not planned again.
 */
export async function planMail<Values extends object>(
  db: Writer,
  planned: {
    mail: Mail<Values>
    values: NoInfer<Values>
    to: Recipient
    /** Whose data it is; null when its recipient has no account. */
    accountId: number | null
    dedupeKey: string
  },
  now: Date,
): Promise<void> {
  const { mail, values, to, accountId, dedupeKey } = planned
  const payload: PlannedMail = { mail: mail.name, values: mail.keep(values), to }
  const subject = mailSubject(accountId)
  await planTask(db, { kind: MAIL, dedupeKey, subject, payload }, now)
}
