import type { Reader } from '@larder/db'
import type { Choice, NotificationChoices, NotificationKind } from '../schema.ts'
import { kindsOfNotification } from '../schema.ts'

/** For those who chose nothing: in the app, and no mail. */
const byDefault: Choice = { inApp: true, mail: false }

/** How each of some accounts wants to be told of a kind of thing. */
export async function choicesOf(
  db: Reader,
  accountIds: number[],
  kind: NotificationKind,
): Promise<Map<number, Choice>> {
  const choices = new Map(accountIds.map((id) => [id, byDefault]))
  if (accountIds.length === 0) return choices
  const rows = await db
    .selectFrom('notification_choices')
    .selectAll()
    .where('account_id', 'in', accountIds)
    .where('kind', '=', kind)
    .execute()
  for (const { account_id, in_app, mail } of rows) {
    choices.set(account_id, { inApp: in_app === 1, mail: mail === 1 })
  }
  return choices
}

/** How an account wants to be told of each kind of thing. */
export async function allChoicesOf(db: Reader, accountId: number): Promise<NotificationChoices> {
  const rows = await db
    .selectFrom('notification_choices')
    .selectAll()
    .where('account_id', '=', accountId)
    .execute()
  const chosen = kindsOfNotification.map((kind) => {
    const row = rows.find((each) => each.kind === kind)
    return [kind, row ? { inApp: row.in_app === 1, mail: row.mail === 1 } : byDefault]
  })
  return Object.fromEntries(chosen) as NotificationChoices
}
