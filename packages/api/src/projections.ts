import { originsProjection } from './event-log/origins-projection.ts'
import type { Projection } from './event-log/projections/define.ts'
import { historyProjection } from './freezers/history/history-projection.ts'
import { trendsProjection } from './freezers/reports/trends-projection.ts'
import { announcementsProjection } from './notifications/announcing/announcements-projection.ts'
import { arrivalsProjection } from './videos/processing/arrivals-projection.ts'
import { renamingsProjection } from './videos/search/renamings-projection.ts'
import { searchProjection } from './videos/search/search-projection.ts'
import { webhookProjection } from './webhooks/webhook-projection.ts'

/** Everything that is derived from the log. */
export const projections: readonly Projection[] = [
  trendsProjection,
  searchProjection,
  renamingsProjection,
  historyProjection,
  webhookProjection,
  originsProjection,
  arrivalsProjection,
  announcementsProjection,
]
