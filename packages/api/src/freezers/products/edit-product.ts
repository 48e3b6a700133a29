import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import { command } from '../../procedures/trpc.ts'
import { fold } from '../../text/fold.ts'
import { ProductEdited, productStream } from '../events.ts'
import { authorizeProduct } from '../policy.ts'
import { usualMonths } from '../types/queries.ts'
import { bestBefore } from './best-before.ts'
import { holdProduct, shownProduct, updateProduct } from './queries.ts'
import { requireNotFuture, requireOrder, todayOf } from './rules.ts'
import type { ProductFacts } from './schema.ts'
import {
  Description,
  PeriodMonths,
  Product,
  ProductId,
  ProductName,
  Quantity,
  TypeId,
} from './schema.ts'

export const editProduct = command({
  summary: 'Corrects what is known of a product; what is left out stays as it is.',
  scope: 'freezers:write',
  reasons: ['DAY_IN_FUTURE', 'DATE_OUT_BEFORE_DATE_IN'],
  input: z.strictObject({
    id: ProductId,
    name: ProductName.optional(),
    description: Description.optional(),
    typeId: TypeId.optional(),
    quantity: Quantity.optional(),
    dateIn: Day.optional(),
    periodMonths: PeriodMonths.optional(),
  }),
  output: Product,
}).mutation(async ({ ctx, input }) => {
  const product = await holdProduct(ctx.db, input.id)
  const household = authorizeProduct(ctx.actor, 'edit a product', product)
  const {
    name = product.name,
    description = product.description,
    typeId = product.typeId,
    quantity = product.quantity,
    dateIn = product.dateIn,
    periodMonths = product.periodMonths,
  } = input
  // One that stays may be tomorrow: in another time zone, it was written today.
  if (dateIn !== product.dateIn) {
    requireNotFuture('dateIn', dateIn, todayOf(household, ctx.clock))
  }
  if (product.dateOut !== null) requireOrder(dateIn, product.dateOut)
  await usualMonths(ctx.db, typeId)
  const facts: ProductFacts = { name, description, typeId, quantity, dateIn, periodMonths }
  const { from, to } = changesBetween(product, facts)
  if (Object.keys(to).length > 0) {
    await updateProduct(ctx.db, product.id, {
      name,
      name_key: fold(name, 480),
      description,
      type_id: typeId,
      quantity,
      date_in: dateIn,
      period_months: periodMonths,
      best_before: bestBefore(dateIn, periodMonths),
    })
    const { dateOut, outReason: reason } = product
    const leaving = dateOut === null ? null : { dateOut, reason }
    const { id: productId, name: known } = product
    const edited = ProductEdited({ productId, name: known, from, to, leaving })
    await ctx.record(productStream(product), edited)
  }
  return (await shownProduct(ctx.db, ctx.actor.language, product.id)).product
})

function changesBetween(
  before: ProductFacts,
  after: ProductFacts,
): { from: Partial<ProductFacts>; to: Partial<ProductFacts> } {
  const changed = (Object.keys(after) as (keyof ProductFacts)[]).filter(
    (field) => before[field] !== after[field],
  )
  const pick = (facts: ProductFacts): Partial<ProductFacts> =>
    Object.fromEntries(changed.map((field) => [field, facts[field]]))
  return { from: pick(before), to: pick(after) }
}
