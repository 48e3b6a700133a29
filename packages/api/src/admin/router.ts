import type { TRPCRouterRecord } from '@trpc/server'
import { accounts } from './accounts/router.ts'
import { countEverything } from './count-everything.ts'
import { invitations } from './invitations/router.ts'

export const admin = { accounts, counts: countEverything, invitations } satisfies TRPCRouterRecord
