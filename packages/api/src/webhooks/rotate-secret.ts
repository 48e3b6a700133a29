import { z } from 'zod'
import { recorder } from '../event-log/record.ts'
import { unstoredCommand } from '../procedures/trpc.ts'
import { WebhookSecretRotated, webhookStream } from './events.ts'
import { holdOwnWebhook, shownWebhook } from './queries.ts'
import { WebhookId, WebhookWithSecret } from './schema.ts'
import { addSecret, endSecrets, retireSecret, secretFrom } from './secrets.ts'

const FORMER_GOOD_HOURS = 24

export const rotateSecret = unstoredCommand({
  summary:
    'Gives a webhook a new secret. For a day deliveries carry the signatures of its former ones too.',
  scope: 'webhooks:write',
  input: z.strictObject({
    id: WebhookId,
    endFormer: z
      .boolean()
      .default(false)
      .describe('End the former secrets at once, because one of them leaked'),
  }),
  output: WebhookWithSecret,
}).mutation(async ({ ctx, input: { id, endFormer } }) => {
  const { actor } = ctx
  const now = ctx.clock.now()
  return ctx.database.transaction(async (db) => {
    const webhook = await holdOwnWebhook({ db, actor }, id)
    if (endFormer) await endSecrets(db, id)
    else await retireSecret(db, id, new Date(now.getTime() + FORMER_GOOD_HOURS * 3_600_000))
    const salt = await addSecret(db, id)
    await recorder(db, ctx)(
      webhookStream({ id, accountId: actor.accountId }),
      WebhookSecretRotated({ webhookId: id, formerEnded: endFormer }),
    )
    return { ...(await shownWebhook(db, webhook, now)), secret: secretFrom(ctx.keys, salt) }
  })
})
