import { z } from 'zod'
import { query } from '../../procedures/trpc.ts'
import { ownDelivery } from './own-delivery.ts'
import { deliveryFrom } from './queries.ts'
import { Delivery, DeliveryId } from './schema.ts'

export const getDelivery = query({
  summary: 'One delivery to one of your webhooks.',
  scope: 'webhooks:read',
  input: z.strictObject({ id: DeliveryId }),
  output: Delivery,
}).query(async ({ ctx, input }) => deliveryFrom((await ownDelivery(ctx, input.id)).delivery))
