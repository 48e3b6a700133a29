import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import { DomainError } from '../../errors/map.ts'
import { command } from '../../procedures/trpc.ts'
import { ProductTakenOut, productStream } from '../events.ts'
import { authorizeProduct } from '../policy.ts'
import { holdProduct, shownProduct, updateProduct } from './queries.ts'
import { requireNotFuture, requireOrder, todayOf } from './rules.ts'
import { OutReason, Product, ProductId } from './schema.ts'

export const takeOutProduct = command({
  summary: 'Takes a product out: eaten, given away or discarded. Its number becomes free.',
  scope: 'freezers:write',
  reasons: ['PRODUCT_ALREADY_OUT', 'DAY_IN_FUTURE', 'DATE_OUT_BEFORE_DATE_IN'],
  input: z.strictObject({
    id: ProductId,
    reason: OutReason.default('eaten'),
    dateOut: Day.optional().describe('Calendar day, YYYY-MM-DD; today if left out'),
  }),
  output: Product,
}).mutation(async ({ ctx, input }) => {
  const product = await holdProduct(ctx.db, input.id)
  const household = authorizeProduct(ctx.actor, 'take a product out', product)
  if (product.dateOut !== null) {
    throw new DomainError('PRODUCT_ALREADY_OUT', { productId: product.id, since: product.dateOut })
  }
  const today = todayOf(household, ctx.clock)
  const { dateOut = today, reason } = input
  requireNotFuture('dateOut', dateOut, today)
  requireOrder(product.dateIn, dateOut)
  await updateProduct(ctx.db, product.id, {
    inside: 0,
    slot: null,
    date_out: dateOut,
    out_reason: reason,
  })
  const { id: productId, name, typeId, box, number } = product
  const place = { freezerId: product.freezer.id, box, number }
  await ctx.record(
    productStream(product),
    ProductTakenOut({ productId, name, typeId, place, leaving: { dateOut, reason } }),
  )
  return (await shownProduct(ctx.db, ctx.actor.language, productId)).product
})
