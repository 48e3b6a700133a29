import type { Writer } from '@larder/db'
import { z } from 'zod'
import { planTask } from '../event-log/tasks/plan-task.ts'
import { Language } from '../text/language.ts'
import type { Mail } from './define-mail.ts'

const Recipient = z.object({
  /** The stored address of an account, or one that somebody invited; never merely a look-alike. */
  email: z.string(),
  language: Language,
})
export type Recipient = z.infer<typeof Recipient>

export const mailWork = {
  kind: 'mail',
  /** The values are read by the mail itself, as it is written. */
  payload: z.object({ mail: z.string(), values: z.looseObject({}), to: Recipient }),
}

/** What mails to an account are planned for; erasing the account goes by it. */
export function mailSubject(accountId: number | null): string {
  return accountId === null ? mailWork.kind : `account-${accountId}`
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
  const payload = { mail: mail.name, values: mail.keep(values), to }
  await planTask(db, mailWork, { dedupeKey, subject: mailSubject(accountId), payload }, now)
}
