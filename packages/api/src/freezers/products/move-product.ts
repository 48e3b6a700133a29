import type { Writer } from '@larder/db'
import { TryAgain } from '@larder/db'
import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { command } from '../../procedures/trpc.ts'
import { ProductMoved, productStream } from '../events.ts'
import { authorizeFreezer, authorizeProduct } from '../policy.ts'
import type { HeldFreezer } from '../queries.ts'
import { holdFreezer } from '../queries.ts'
import { FreezerId } from '../schema.ts'
import { chooseNumber } from './numbers.ts'
import type { HeldProduct } from './queries.ts'
import { holdProduct, shownProduct, updateProduct } from './queries.ts'
import { requireBox, requireInUse } from './rules.ts'
import { Box, NumberInBox, Product, ProductId } from './schema.ts'

export const moveProduct = command({
  summary:
    'Moves a product to another box or freezer of the household, or gives it another number.',
  scope: 'freezers:write',
  reasons: ['PRODUCT_ALREADY_OUT', 'FREEZER_ARCHIVED', 'BOX_MISSING', 'NUMBER_TAKEN'],
  input: z.strictObject({
    id: ProductId,
    freezerId: FreezerId.optional().describe('The freezer it is in, if left out'),
    box: Box,
    number: NumberInBox.optional(),
  }),
  output: Product,
}).mutation(async ({ ctx, input }) => {
  const { product: seen, householdId } = await shownProduct(ctx.db, ctx.actor.language, input.id)
  authorizeProduct(ctx.actor, 'move a product', { id: seen.id, householdId })
  const { product, target } = await holdBoth(ctx.db, seen, input.freezerId ?? seen.freezerId)
  if (product.dateOut !== null) {
    throw new DomainError('PRODUCT_ALREADY_OUT', { productId: product.id, since: product.dateOut })
  }
  authorizeFreezer(ctx.actor, 'add a product', target)
  // A household's products stay in it: somebody who is in two must not carry one across.
  if (target.householdId !== product.householdId) {
    throw new DomainError('NOT_FOUND', { what: 'freezer', id: target.id })
  }
  requireInUse(target)
  requireBox(target, input.box)
  const from = placeIn(product.freezer, product.box, product.number)
  const stays =
    target.id === from.freezerId &&
    input.box === from.box &&
    (input.number ?? from.number) === from.number
  if (!stays) {
    const number = await chooseNumber(ctx.db, target.id, input.box, input.number)
    const to = placeIn(target, input.box, number)
    await updateProduct(ctx.db, product.id, {
      freezer_id: to.freezerId,
      box: to.box,
      number,
      slot: number,
    })
    const moved = ProductMoved({ productId: product.id, name: product.name, from, to })
    await ctx.record(productStream(product), moved)
  }
  return (await shownProduct(ctx.db, ctx.actor.language, product.id)).product
})

/**
 * Holds the product with the freezer that it leaves and the one that it goes to. Freezers are held in
 * the order of their ids, so that two people moving in opposite directions wait for each other
 * instead of deadlocking.
 */
async function holdBoth(
  db: Writer,
  seen: { id: number; freezerId: number },
  targetId: number,
): Promise<{ product: HeldProduct; target: HeldFreezer }> {
  const held = new Map<number, HeldFreezer>()
  for (const id of [...new Set([seen.freezerId, targetId])].sort((a, b) => a - b)) {
    held.set(id, await holdFreezer(db, id))
  }
  const product = await holdProduct(db, seen.id)
  const target = held.get(targetId)
  if (!target || product.freezer.id !== seen.freezerId) {
    throw new TryAgain(`Product ${seen.id} was moved at the same moment.`)
  }
  return { product, target }
}

function placeIn(freezer: { id: number; name: string }, box: number, number: number) {
  return { freezerId: freezer.id, freezerName: freezer.name, box, number }
}
