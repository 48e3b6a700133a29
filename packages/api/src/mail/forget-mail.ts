import type { Services } from '../context.ts'
import { mailSubject, mailWork } from './plan-mail.ts'

/** Forgets what was written to an account, or is about to be: in tasks and in the outbox. */
export async function forgetMail(
  { database, mail }: Pick<Services, 'database' | 'mail'>,
  accountId: number,
): Promise<void> {
  const subject = mailSubject(accountId)
  await database.transaction((db) =>
    db
      .deleteFrom('tasks')
      .where('kind', '=', mailWork.kind)
      .where('subject', '=', subject)
      .execute(),
  )
  await mail.forget(subject)
}
