import type { AnyTRPCProcedure } from '@trpc/server'
import { accounts } from './accounts/router.ts'
import { admin } from './admin/router.ts'
import { audit } from './audit/router.ts'
import { channels } from './channels/router.ts'
import { events } from './event-log/feed/router.ts'
import { files } from './files/router.ts'
import { freezers } from './freezers/router.ts'
import { notifications } from './notifications/router.ts'
import { organisations } from './organisations/router.ts'
import { playlists } from './playlists/router.ts'
import { flatten } from './procedures/flatten.ts'
import { createRouter } from './procedures/trpc.ts'
import { videos } from './videos/router.ts'
import { webhooks } from './webhooks/router.ts'

/** Every procedure of Larder, by domain. */
export const routes = {
  accounts,
  admin,
  audit,
  channels,
  events,
  files,
  freezers,
  notifications,
  organisations,
  playlists,
  videos,
  webhooks,
}

export const appRouter = createRouter(routes)

for (const procedure of Object.values<unknown>(appRouter._def.procedures)) {
  flatten(procedure as AnyTRPCProcedure)
}
