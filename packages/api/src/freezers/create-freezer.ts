import { z } from 'zod'
import { householdOf } from '../organisations/membership.ts'
import { HouseholdId } from '../organisations/schema.ts'
import { command } from '../procedures/trpc.ts'
import { FreezerCreated, freezerStream } from './events.ts'
import { shownFreezer } from './freezer-list.ts'
import { authorizeHousehold } from './policy.ts'
import { insertFreezer } from './queries.ts'
import { BoxCount, Freezer, FreezerName } from './schema.ts'

export const createFreezer = command({
  summary: 'Creates a freezer with its boxes.',
  scope: 'freezers:write',
  reasons: ['FREEZER_NAME_TAKEN'],
  input: z.strictObject({ householdId: HouseholdId, name: FreezerName, boxes: BoxCount }),
  output: Freezer,
}).mutation(async ({ ctx, input: { householdId: wanted, ...input } }) => {
  const { organisationId: householdId } = householdOf(ctx.actor, wanted)
  authorizeHousehold(ctx.actor, 'create a freezer', householdId)
  const now = ctx.clock.now()
  const freezerId = await insertFreezer(ctx.db, { householdId, ...input, now })
  const stream = freezerStream({ id: freezerId, householdId })
  await ctx.record(stream, FreezerCreated({ householdId, ...input }))
  return (await shownFreezer(ctx.db, freezerId)).freezer
})
