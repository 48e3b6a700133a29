import { z } from 'zod'
import { NoInput } from '../../procedures/no-input.ts'
import { publicQuery } from '../../procedures/trpc.ts'

export const listProviders = publicQuery({
  summary: 'The providers that one can log in with here.',
  input: NoInput,
  output: z.object({
    items: z.array(
      z.object({
        name: z.string(),
        label: z.string().describe('For people: "Log in with ..."'),
      }),
    ),
  }),
}).query(async ({ ctx }) => ({
  items: ctx.identities.providers.map(({ name, label }) => ({ name, label })),
}))
