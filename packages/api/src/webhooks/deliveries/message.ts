import { eventFrom } from '../../event-log/feed/event-from.ts'
import type { FeedRow } from '../../event-log/feed/read-events.ts'
import type { Language } from '../../text/language.ts'

/**
 * The body of a delivery, as the Standard Webhooks specification has it: `data` is the event as
 * `events.list` answers it, without what only administrators see.
 */
export function messageOf(row: FeedRow, language: Language): string {
  const { requestId, address, ...data } = eventFrom(row, language, [])
  return JSON.stringify({ type: data.type, timestamp: data.at, data })
}
