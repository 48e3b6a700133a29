import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { command } from '../../procedures/trpc.ts'
import { ProductPutBack, productStream } from '../events.ts'
import { authorizeProduct } from '../policy.ts'
import { chooseNumber, holderOf, lowestFreeNumber } from './numbers.ts'
import { holdProduct, shownProduct, updateProduct } from './queries.ts'
import { requireBox, requireInUse } from './rules.ts'
import { Box, NumberInBox, Product, ProductId } from './schema.ts'

export const putBackProduct = command({
  summary:
    'Puts a product back: where it was, unless another box is given; under its old number if that is still free.',
  scope: 'freezers:write',
  reasons: ['PRODUCT_STILL_INSIDE', 'FREEZER_ARCHIVED', 'BOX_MISSING', 'NUMBER_TAKEN'],
  input: z.strictObject({
    id: ProductId,
    box: Box.optional().describe('The box it was in, if left out'),
    number: NumberInBox.optional().describe('Its old number if free, else the lowest free one'),
  }),
  output: Product,
}).mutation(async ({ ctx, input }) => {
  const product = await holdProduct(ctx.db, input.id)
  authorizeProduct(ctx.actor, 'put a product back', product)
  const { id: productId, name, typeId, freezer, dateOut, outReason: reason } = product
  if (dateOut === null) {
    const { box, number } = product
    throw new DomainError('PRODUCT_STILL_INSIDE', { productId, box, number })
  }
  const { box = product.box } = input
  requireInUse(freezer)
  requireBox(freezer, box)
  const number =
    input.number === undefined && box === product.box
      ? await oldOrLowestNumber()
      : await chooseNumber(ctx.db, freezer.id, box, input.number)
  await updateProduct(ctx.db, productId, {
    box,
    number,
    slot: number,
    inside: 1,
    date_out: null,
    out_reason: null,
  })
  const left = { freezerId: freezer.id, box: product.box, number: product.number }
  const place = { freezerId: freezer.id, box, number }
  await ctx.record(
    productStream(product),
    ProductPutBack({ productId, name, typeId, left, place, leaving: { dateOut, reason } }),
  )
  return (await shownProduct(ctx.db, ctx.actor.language, productId)).product

  async function oldOrLowestNumber(): Promise<number> {
    const old = { freezerId: freezer.id, box, number: product.number }
    const holder = await holderOf(ctx.db, old)
    return holder === undefined ? old.number : lowestFreeNumber(ctx.db, freezer.id, box)
  }
})
