import { z } from 'zod'
import { Done } from '../../procedures/done.ts'
import { command } from '../../procedures/trpc.ts'
import { ProductDeleted, productStream } from '../events.ts'
import { authorizeProduct } from '../policy.ts'
import { holdProduct } from './queries.ts'
import { ProductId } from './schema.ts'

export const deleteProduct = command({
  summary: 'Deletes a product that was entered by mistake. To eat one, take it out instead.',
  scope: 'freezers:write',
  input: z.strictObject({ id: ProductId }),
  output: Done,
}).mutation(async ({ ctx, input }) => {
  const product = await holdProduct(ctx.db, input.id)
  authorizeProduct(ctx.actor, 'delete a product', product)
  await ctx.db.deleteFrom('products').where('id', '=', product.id).execute()
  const { name, description, typeId, quantity, dateIn, periodMonths } = product
  const { dateOut, outReason: reason, box, number } = product
  await ctx.record(
    productStream(product),
    ProductDeleted({
      productId: product.id,
      name,
      facts: { name, description, typeId, quantity, dateIn, periodMonths },
      place: { freezerId: product.freezer.id, box, number },
      leaving: dateOut === null ? null : { dateOut, reason },
    }),
  )
  return { done: true } as const
})
