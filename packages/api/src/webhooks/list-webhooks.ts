import { z } from 'zod'
import { NoInput } from '../procedures/no-input.ts'
import { query } from '../procedures/trpc.ts'
import { shownWebhooks, webhooksOf } from './queries.ts'
import { Webhook } from './schema.ts'

export const listWebhooks = query({
  summary: 'Your webhooks, the oldest first.',
  scope: 'webhooks:read',
  input: NoInput,
  output: z.object({ items: z.array(Webhook) }),
}).query(async ({ ctx }) => {
  const rows = await webhooksOf(ctx.db, ctx.actor.accountId)
  return { items: await shownWebhooks(ctx.db, rows, ctx.clock.now()) }
})
