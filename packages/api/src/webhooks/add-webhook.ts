import { z } from 'zod'
import { holdAccount } from '../accounts/queries.ts'
import { DomainError } from '../errors/map.ts'
import { recorder } from '../event-log/record.ts'
import { unstoredCommand } from '../procedures/trpc.ts'
import { WebhookAdded, webhookStream } from './events.ts'
import { columnsOf, refusingTakenUrl, webhookFrom, webhooksOf } from './queries.ts'
import { requireReachable } from './reachable.ts'
import { DeliveredTypes, Description, WebhookUrl, WebhookWithSecret } from './schema.ts'
import { addSecret, secretFrom } from './secrets.ts'

export const addWebhook = unstoredCommand({
  summary:
    'Registers a URL to which events are posted from now on, in no promised order and at least once each: all that you see, whatever else your token may read, and also when that is revoked.',
  scope: 'webhooks:write',
  reasons: ['WEBHOOK_URL_OUT_OF_REACH', 'WEBHOOK_URL_TAKEN', 'WEBHOOK_LIMIT_REACHED'],
  input: z.strictObject({
    url: WebhookUrl,
    types: DeliveredTypes.default(null),
    description: Description.default(''),
    enabled: z.boolean().default(true),
  }),
  output: WebhookWithSecret,
}).mutation(async ({ ctx, input }) => {
  const { accountId } = ctx.actor
  const { url, enabled } = input
  await requireReachable(ctx.outbound, url)
  const now = ctx.clock.now()
  return ctx.database.transaction(async (db) => {
    await holdAccount(db, accountId)
    const limit = ctx.limits.webhooksPerAccount
    const present = await webhooksOf(db, accountId)
    if (present.length >= limit) throw new DomainError('WEBHOOK_LIMIT_REACHED', { limit })
    const row = {
      ...columnsOf(input),
      account_id: accountId,
      disabled_because: null,
      listens_after: null,
      created_at: now.toISOString(),
    }
    const { insertId } = await refusingTakenUrl(db, { accountId, url }, () =>
      db.insertInto('webhooks').values(row).executeTakeFirstOrThrow(),
    )
    const id = Number(insertId)
    const salt = await addSecret(db, id)
    const { host } = new URL(url)
    await recorder(db, ctx)(
      webhookStream({ id, accountId }),
      WebhookAdded({ webhookId: id, host, enabled }),
    )
    return { ...webhookFrom({ ...row, id }, null), secret: secretFrom(ctx.keys, salt) }
  })
})
