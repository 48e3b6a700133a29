import { z } from 'zod'
import { NoInput } from '../../procedures/no-input.ts'
import { query } from '../../procedures/trpc.ts'
import { qualityNote } from '../schema.ts'
import { listTypes as allTypes } from './queries.ts'
import { ProductType } from './schema.ts'

export const listTypes = query({
  summary:
    'All product types with their usual freezer times, which are about quality, never safety.',
  scope: 'freezers:read',
  input: NoInput,
  output: z.object({
    items: z.array(ProductType),
    note: z.string().describe('Show it wherever the times are shown'),
  }),
}).query(async ({ ctx }) => ({
  items: await allTypes(ctx.db, ctx.actor.language),
  note: qualityNote[ctx.actor.language],
}))
