import type { AnyTRPCProcedure } from '@trpc/server'
import { accounts } from './accounts/router.ts'
import { flatten } from './flatten.ts'
import { freezers } from './freezers/router.ts'
import { createRouter } from './trpc.ts'

/** Every procedure of Larder, by domain. */
export const routes = { accounts, freezers }

export const appRouter = createRouter(routes)

for (const procedure of Object.values<unknown>(appRouter._def.procedures)) {
  flatten(procedure as AnyTRPCProcedure)
}
