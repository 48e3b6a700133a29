import { z } from 'zod'
import { settle } from '../../event-log/projections/settle.ts'
import { NoInput } from '../../procedures/no-input.ts'
import { query } from '../../procedures/trpc.ts'
import { countByType } from './queries.ts'
import { EVERYBODY, trendsProjection } from './trends-projection.ts'

export const generalTrends = query({
  summary: 'How often each product type was put into any freezer of this server, most often first.',
  scope: 'freezers:read',
  input: NoInput,
  output: z.object({
    items: z.array(z.object({ typeId: z.int(), typeName: z.string(), count: z.int() })),
  }),
}).query(async ({ ctx }) => {
  await settle(ctx, trendsProjection.name)
  const types = await countByType(ctx.db, ctx.actor.language, EVERYBODY)
  types.sort((a, b) => b.count - a.count || a.typeId - b.typeId)
  return { items: types.map(({ typeId, typeName, count }) => ({ typeId, typeName, count })) }
})
