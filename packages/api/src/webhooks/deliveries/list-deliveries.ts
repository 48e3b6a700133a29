import type { Param } from '@larder/db'
import { z } from 'zod'
import { exactColumn, integerColumn } from '../../listing/columns.ts'
import { listOf } from '../../listing/list.ts'
import { pageInput } from '../../listing/schema.ts'
import { query } from '../../procedures/trpc.ts'
import { ownWebhook } from '../queries.ts'
import { WebhookId } from '../schema.ts'
import { deliveryWork, subjectOf } from './plan-delivery.ts'
import { deliveryFrom } from './queries.ts'
import { DeliveryPage, DeliveryState } from './schema.ts'

const deliveryList = listOf({
  columns: { id: integerColumn('task.id'), state: exactColumn('task.state') },
  unique: 'id',
  select: (db, param: Param<{ subject: string }>) =>
    db
      .selectFrom('tasks as task')
      .selectAll('task')
      .where('task.kind', '=', deliveryWork.kind)
      .where('task.subject', '=', param('subject')),
})

export const listDeliveries = query({
  summary: 'The deliveries to a webhook, newest first. Finished ones are kept for 30 days.',
  scope: 'webhooks:read',
  input: z.strictObject({
    webhookId: WebhookId,
    state: DeliveryState.optional(),
    ...pageInput,
  }),
  output: DeliveryPage,
}).query(async ({ ctx, input }) => {
  const webhook = await ownWebhook(ctx, input.webhookId)
  const { items, nextCursor } = await deliveryList.page(ctx.db, {
    where: input.state === undefined ? {} : { state: { eq: input.state } },
    sort: [{ by: 'id', direction: 'desc' }],
    cursor: input.cursor,
    limit: input.limit,
    extra: { subject: subjectOf(webhook.id) },
  })
  return { items: items.map(deliveryFrom), nextCursor }
})
