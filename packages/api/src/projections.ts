import type { Projection } from './event-log/projections/define.ts'
import { historyProjection } from './freezers/history/history-projection.ts'
import { trendsProjection } from './freezers/reports/trends-projection.ts'
import { webhookProjection } from './webhooks/webhook-projection.ts'

/** Everything that is derived from the log. */
export const projections: readonly Projection[] = [
  trendsProjection,
  historyProjection,
  webhookProjection,
]
