import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import { command } from '../../procedures/trpc.ts'
import { ProductAdded, productStream } from '../events.ts'
import { authorizeFreezer } from '../policy.ts'
import { holdFreezer } from '../queries.ts'
import { FreezerId } from '../schema.ts'
import { usualMonths } from '../types/queries.ts'
import { chooseNumber } from './numbers.ts'
import { insertProduct, shownProduct } from './queries.ts'
import { requireBox, requireInUse, requireNotFuture, todayOf } from './rules.ts'
import {
  Box,
  Description,
  NumberInBox,
  PeriodMonths,
  Product,
  ProductName,
  Quantity,
  TypeId,
} from './schema.ts'

const AddProduct = z.strictObject({
  freezerId: FreezerId,
  box: Box,
  number: NumberInBox.optional(),
  name: ProductName,
  description: Description.default(''),
  typeId: TypeId,
  quantity: Quantity.default(1),
  dateIn: Day.optional().describe(
    'Calendar day, YYYY-MM-DD; today if left out, never in the future',
  ),
  periodMonths: PeriodMonths.optional().describe(
    "Calendar months at best quality; the type's longest usual time if left out; null: keeps for ever",
  ),
})

export const addProduct = command({
  summary: 'Puts a product into a box, under the given number or the lowest free one.',
  scope: 'freezers:write',
  reasons: ['FREEZER_ARCHIVED', 'BOX_MISSING', 'NUMBER_TAKEN', 'DAY_IN_FUTURE'],
  input: AddProduct,
  output: Product,
}).mutation(async ({ ctx, input }) => {
  const freezer = await holdFreezer(ctx.db, input.freezerId)
  const household = authorizeFreezer(ctx.actor, 'add a product', freezer)
  requireInUse(freezer)
  requireBox(freezer, input.box)
  const today = todayOf(household, ctx.clock)
  const { name, description, typeId, quantity, dateIn = today } = input
  requireNotFuture('dateIn', dateIn, today)
  const usual = await usualMonths(ctx.db, typeId)
  const { periodMonths = usual } = input
  const facts = { name, description, typeId, quantity, dateIn, periodMonths }
  const number = await chooseNumber(ctx.db, freezer.id, input.box, input.number)
  const place = { freezerId: freezer.id, box: input.box, number }
  const productId = await insertProduct(ctx.db, {
    ...facts,
    ...place,
    householdId: freezer.householdId,
    leaving: null,
    now: ctx.clock.now().toISOString(),
  })
  const added = ProductAdded({ productId, name, facts, place, leaving: null })
  const stream = productStream({ id: productId, householdId: freezer.householdId, freezer })
  await ctx.record(stream, added)
  return (await shownProduct(ctx.db, ctx.actor.language, productId)).product
})
