import type { Language } from '../../text/language.ts'
import { recordedEvent } from '../recorded-event.ts'
import { eventInWords } from '../words/event-in-words.ts'
import type { Audiences } from './audiences.ts'
import type { FeedRow } from './read-events.ts'
import type { LogEvent } from './schema.ts'

/** The event of a row, as its reader may see it. */
export function eventFrom(row: FeedRow, language: Language, audiences: Audiences): LogEvent {
  const { id, position, type, stream, subject, payload, at, ...recorded } = recordedEvent(row)
  const event = {
    id,
    position,
    type,
    stream,
    subject,
    payload,
    at,
    by: { accountId: recorded.accountId, displayName: row.display_name },
    text: eventInWords(language, { type, payload }),
    requestId: audiences === 'all' ? recorded.requestId : null,
    address: audiences === 'all' ? recorded.address : null,
  }
  return event as LogEvent
}
