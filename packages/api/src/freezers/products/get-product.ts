import { z } from 'zod'
import { query } from '../../procedures/trpc.ts'
import { authorizeProduct } from '../policy.ts'
import { shownProduct } from './queries.ts'
import { Product, ProductId } from './schema.ts'

export const getProduct = query({
  summary: 'One product, inside or out.',
  scope: 'freezers:read',
  input: z.strictObject({ id: ProductId }),
  output: Product,
}).query(async ({ ctx, input }) => {
  const { product, householdId } = await shownProduct(ctx.db, ctx.actor.language, input.id)
  authorizeProduct(ctx.actor, 'see a product', { id: product.id, householdId })
  return product
})
