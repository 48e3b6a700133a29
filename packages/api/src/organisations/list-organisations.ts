import { z } from 'zod'
import { NoInput } from '../procedures/no-input.ts'
import { query } from '../procedures/trpc.ts'
import { organisationsOf } from './queries.ts'
import { Organisation } from './schema.ts'

export const listOrganisations = query({
  summary: 'The households and companies that you are in, the one you joined first before all.',
  scope: 'organisations:read',
  input: NoInput,
  output: z.object({ items: z.array(Organisation) }),
}).query(async ({ ctx }) => ({
  items: await organisationsOf(ctx.db, ctx.actor.accountId),
}))
