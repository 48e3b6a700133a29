import type { Services } from '../../context.ts'
import { ownRecorder } from '../../event-log/record.ts'
import type { Task } from '../../event-log/tasks/define-task.ts'
import { WebhookDisabled, webhookStream } from '../events.ts'
import type { WebhookRow } from '../queries.ts'

/** Disables a webhook whose server says that nobody is there any more and never will be. */
export async function disableAsGone(
  { database, clock }: Services,
  { id, account_id: accountId, url }: WebhookRow,
  task: Task,
): Promise<void> {
  await database.transaction(async (db) => {
    const { numUpdatedRows } = await db
      .updateTable('webhooks')
      .set({ enabled: 0, disabled_because: 'gone' })
      .where('id', '=', id)
      // Unless its owner was quicker.
      .where('enabled', '=', 1)
      .where('url', '=', url)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) return
    const record = ownRecorder(db, clock, `webhook-${task.dedupeKey}`)
    await record(
      webhookStream({ id, accountId }),
      WebhookDisabled({ webhookId: id, because: 'gone' }),
    )
  })
}
