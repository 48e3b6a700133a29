import { z } from 'zod'
import { query } from '../procedures/trpc.ts'
import { ownWebhook, shownWebhook } from './queries.ts'
import { Webhook, WebhookId } from './schema.ts'

export const getWebhook = query({
  summary: 'One webhook.',
  scope: 'webhooks:read',
  input: z.strictObject({ id: WebhookId }),
  output: Webhook,
}).query(async ({ ctx, input }) =>
  shownWebhook(ctx.db, await ownWebhook(ctx, input.id), ctx.clock.now()),
)
