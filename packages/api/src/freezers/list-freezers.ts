import { z } from 'zod'
import { listInput } from '../listing/schema.ts'
import { sortKeys } from '../listing/sort.ts'
import { householdOf } from '../organisations/membership.ts'
import { HouseholdId } from '../organisations/schema.ts'
import { query } from '../procedures/trpc.ts'
import { freezerColumns, freezerFrom, freezerList, freezerSorts } from './freezer-list.ts'
import { FreezerPage } from './schema.ts'

export const listFreezers = query({
  summary: 'The freezers of one household, a page at a time.',
  scope: 'freezers:read',
  input: z
    .strictObject({
      householdId: HouseholdId,
      archived: z.boolean().default(false).describe('The archived ones instead of those in use'),
      ...listInput(freezerColumns, freezerSorts),
    })
    .prefault({}),
  output: FreezerPage,
}).query(async ({ ctx, input }) => {
  const where = {
    householdId: { eq: householdOf(ctx.actor, input.householdId).organisationId },
    archivedAt: { isNull: !input.archived },
    and: [input.where ?? {}],
  }
  const sort = sortKeys(freezerSorts, input.sort ?? [{ by: 'created', direction: 'asc' }])
  const request = { where, sort, cursor: input.cursor, limit: input.limit, extra: {} }
  const { items, nextCursor } = await freezerList.page(ctx.db, request)
  return {
    items: items.map(freezerFrom),
    nextCursor,
    ...(input.withTotal ? { total: await freezerList.count(ctx.db, request) } : {}),
  }
})
