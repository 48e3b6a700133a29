import { z } from 'zod'
import { adminCommand } from '../../procedures/trpc.ts'
import { TypeId } from '../products/schema.ts'
import { ProductTypePeriodSet, productTypeStream } from './events.ts'
import { getType } from './queries.ts'
import { ProductType, UsualMonths } from './schema.ts'

export const setTypePeriod = adminCommand({
  summary: 'Sets the usual freezer time of a product type. Products that are kept do not change.',
  input: z.strictObject({ id: TypeId, usualMonths: UsualMonths }),
  output: ProductType,
}).mutation(async ({ ctx, input }) => {
  const { id, usualMonths } = input
  const type = await getType(ctx.db, ctx.actor.language, id)
  await ctx.db
    .updateTable('product_types')
    .set({
      months_min: usualMonths?.min ?? null,
      months_max: usualMonths?.max ?? null,
      // The figures are no longer those of the FoodKeeper entry.
      foodkeeper_id: null,
    })
    .where('id', '=', id)
    .execute()
  const set = ProductTypePeriodSet({ from: type.usualMonths, to: usualMonths })
  await ctx.record(productTypeStream(id), set)
  return getType(ctx.db, ctx.actor.language, id)
})
