import { z } from 'zod'
import { query } from '../procedures/trpc.ts'
import { Freezer, FreezerId } from './schema.ts'
import { visibleFreezer } from './visible-freezer.ts'

export const getFreezer = query({
  summary: 'One freezer.',
  scope: 'freezers:read',
  input: z.strictObject({ id: FreezerId }),
  output: Freezer,
}).query(({ ctx, input }) => visibleFreezer(ctx, input.id))
