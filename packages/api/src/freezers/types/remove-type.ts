import { isReferenced } from '@larder/db'
import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { Done } from '../../procedures/done.ts'
import { adminCommand } from '../../procedures/trpc.ts'
import { TypeId } from '../products/schema.ts'
import { ProductTypeRemoved, productTypeStream } from './events.ts'
import { getType, productsOfType } from './queries.ts'

export const removeType = adminCommand({
  summary: 'Removes a product type that no product has.',
  reasons: ['TYPE_IN_USE'],
  input: z.strictObject({ id: TypeId }),
  output: Done,
}).mutation(async ({ ctx, input }) => {
  const { names, usualMonths } = await getType(ctx.db, ctx.actor.language, input.id)
  try {
    await ctx.db.deleteFrom('product_types').where('id', '=', input.id).execute()
  } catch (error) {
    if (!isReferenced(error)) throw error
    const products = await productsOfType(ctx.db, input.id)
    throw new DomainError('TYPE_IN_USE', { typeId: input.id, products })
  }
  await ctx.record(productTypeStream(input.id), ProductTypeRemoved({ names, usualMonths }))
  return { done: true } as const
})
