import type { Writer } from '@larder/db'
import type { RecordEvent } from '../../event-log/record.ts'
import { planMail } from '../../mail/plan-mail.ts'
import { languageOr } from '../../text/language.ts'
import { accountStream } from '../events.ts'
import type { AccountRow } from '../queries.ts'
import { AccountKept } from './events.ts'
import { accountKeptMail } from './mails.ts'

/** Whether the grace of an account that is leaving is over: nobody can log in any more. */
export function isOver({ leaves_at }: Pick<AccountRow, 'leaves_at'>, now: Date): boolean {
  return leaves_at !== null && leaves_at <= now.toISOString()
}

/** Keeps an account, which is held, if it was about to leave. Its tokens work again. */
export async function keepAccount(
  { db, record, now }: { db: Writer; record: RecordEvent; now: Date },
  { id, email, language, leaves_at }: AccountRow,
): Promise<void> {
  if (leaves_at === null) return
  // It may have become too late since it was read: then its rows are being deleted already.
  const { numUpdatedRows } = await db
    .updateTable('accounts')
    .set({ leaves_at: null })
    .where('id', '=', id)
    .where('leaves_at', '>', now.toISOString())
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return
  await record(accountStream(id), AccountKept({}))
  const mail = { mail: accountKeptMail, values: {}, accountId: id }
  const to = { email, language: languageOr('en', language) }
  await planMail(db, { ...mail, to, dedupeKey: `kept-${id}-${leaves_at}` }, now)
}
