import { z } from 'zod'
import { Instant } from '../../calendar/instant.ts'
import { pageOf } from '../../listing/schema.ts'

export const DeliveryId = z.int().positive().describe('Id of a delivery')

export const DeliveryState = z
  .enum(['waiting', 'done', 'failed'])
  .describe('waiting: for its next attempt; failed: for good, unless it is sent again')

export const Delivery = z.object({
  id: z.int(),
  webhookId: z.int(),
  messageId: z.string().describe('What the header "webhook-id" says at every attempt'),
  eventId: z.int(),
  type: z.string().describe('Of the event'),
  state: DeliveryState,
  attempts: z.int(),
  nextTryAt: Instant.nullable().describe('null once it is done or failed'),
  outcome: z.string().nullable().describe('What came of the last attempt; null before the first'),
  createdAt: Instant,
  finishedAt: Instant.nullable().describe('null while it waits'),
})
export type Delivery = z.infer<typeof Delivery>

export const DeliveryPage = pageOf(Delivery)
