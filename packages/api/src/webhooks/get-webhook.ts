import { z } from 'zod'
import { query } from '../procedures/trpc.ts'
import { getWebhook as findOwn, shownWebhook } from './queries.ts'
import { Webhook, WebhookId } from './schema.ts'

export const getWebhook = query({
  summary: 'One webhook.',
  scope: 'webhooks:read',
  input: z.strictObject({ id: WebhookId }),
  output: Webhook,
}).query(async ({ ctx, input }) =>
  shownWebhook(ctx.db, await findOwn(ctx, input.id), ctx.clock.now()),
)
