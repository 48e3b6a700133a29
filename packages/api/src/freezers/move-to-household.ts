import { z } from 'zod'
import { householdOf } from '../organisations/membership.ts'
import { holdRoles } from '../organisations/queries.ts'
import { command } from '../procedures/trpc.ts'
import { FreezerMovedAway, FreezerMovedIn, freezerStream } from './events.ts'
import { shownFreezer } from './freezer-list.ts'
import { authorizeFreezer, authorizeHousehold } from './policy.ts'
import { countedIn, holdFreezer, writeHousehold } from './queries.ts'
import { Freezer, FreezerId } from './schema.ts'

export const moveToHousehold = command({
  summary:
    'Moves a freezer with its products and its history to another household. It takes an admin of both.',
  scope: 'freezers:write',
  reasons: ['FREEZER_NAME_TAKEN'],
  input: z.strictObject({
    id: FreezerId,
    householdId: z.int().positive().describe('Id of the household that it goes to'),
  }),
  output: Freezer,
}).mutation(async ({ ctx, input: { id, householdId } }) => {
  const freezer = await holdFreezer(ctx.db, id)
  const { householdId: from, name } = freezer
  // Whoever was removed while this waited must not take the freezer along.
  const actor = await holdRoles(ctx.db, ctx.actor, [from, householdId])
  authorizeFreezer(actor, 'move a freezer to another household', freezer)
  const { organisationId: to } = householdOf(actor, householdId)
  authorizeHousehold(actor, 'take a freezer from another household', to)
  if (to !== from) {
    const counted = await countedIn(ctx.db, id)
    await writeHousehold(ctx.db, freezer, to)
    await ctx.record(freezerStream(freezer), FreezerMovedAway({ name, to }))
    const there = freezerStream({ id, householdId: to })
    await ctx.record(there, FreezerMovedIn({ name, from, counted }))
  }
  return (await shownFreezer(ctx.db, id)).freezer
})
