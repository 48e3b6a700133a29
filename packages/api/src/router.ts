import type { AnyTRPCProcedure } from '@trpc/server'
import { accounts } from './accounts/router.ts'
import { audit } from './audit/router.ts'
import { events } from './event-log/feed/router.ts'
import { flatten } from './flatten.ts'
import { freezers } from './freezers/router.ts'
import { createRouter } from './trpc.ts'
import { webhooks } from './webhooks/router.ts'

/** Every procedure of Larder, by domain. */
export const routes = { accounts, audit, events, freezers, webhooks }

export const appRouter = createRouter(routes)

for (const procedure of Object.values<unknown>(appRouter._def.procedures)) {
  flatten(procedure as AnyTRPCProcedure)
}
