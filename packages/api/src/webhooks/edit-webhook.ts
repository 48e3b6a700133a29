import { z } from 'zod'
import { recorder } from '../event-log/record.ts'
import { unstoredCommand } from '../procedures/trpc.ts'
import { WebhookEdited, webhookStream } from './events.ts'
import { columnsOf, holdOwnWebhook, refusingTakenUrl, shownWebhook, typesOf } from './queries.ts'
import { requireReachable } from './reachable.ts'
import { DeliveredTypes, Description, Webhook, WebhookId, WebhookUrl } from './schema.ts'

export const editWebhook = unstoredCommand({
  summary: 'Changes a webhook. What happens while it is disabled is never sent.',
  scope: 'webhooks:write',
  reasons: ['WEBHOOK_URL_OUT_OF_REACH', 'WEBHOOK_URL_TAKEN'],
  input: z.strictObject({
    id: WebhookId,
    url: WebhookUrl.optional(),
    types: DeliveredTypes.optional(),
    description: Description.optional(),
    enabled: z.boolean().optional(),
  }),
  output: Webhook,
}).mutation(async ({ ctx, input: { id, ...changes } }) => {
  const { actor } = ctx
  if (changes.url !== undefined) await requireReachable(ctx.outbound, changes.url)
  const now = ctx.clock.now()
  return ctx.database.transaction(async (db) => {
    const before = await holdOwnWebhook({ db, actor }, id)
    const { url = before.url, types = typesOf(before) } = changes
    const { description = before.description, enabled = before.enabled === 1 } = changes
    const written = {
      ...columnsOf({ url, types, description, enabled }),
      disabled_because: enabled ? null : before.disabled_because,
      // Enabled again, it listens from the moment at which the planner comes by this event. Else that is
      // not touched: the planner may be writing it.
      ...(enabled && before.enabled === 0 ? { listens_after: null } : {}),
    }
    const after = { ...before, ...written }
    const changed = (['url', 'types', 'description', 'enabled'] as const).filter(
      (field) => after[field] !== before[field],
    )
    if (changed.length > 0) {
      await refusingTakenUrl(db, { accountId: actor.accountId, url }, () =>
        db.updateTable('webhooks').set(written).where('id', '=', id).execute(),
      )
      const { host } = new URL(url)
      const stream = webhookStream({ id, accountId: actor.accountId })
      await recorder(db, ctx)(stream, WebhookEdited({ webhookId: id, host, changed, enabled }))
    }
    return shownWebhook(db, after, now)
  })
})
