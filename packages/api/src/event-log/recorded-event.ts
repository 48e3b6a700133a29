import type { Tables } from '@larder/db'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { eventTypes } from '../events.ts'
import type { AnyEventType, EventType } from './define.ts'
import { upcast } from './define.ts'

/** An event as it stands in the log, its payload in today's shape. */
export interface RecordedEvent {
  id: number
  /** Its place in the order of all events: 1, 2, 3 ... without gaps. */
  position: number
  stream: string
  version: number
  subject: string | null
  audience: string
  type: string
  payload: object
  at: string
  accountId: number | null
  tokenId: number | null
  requestId: string
  address: string
}

/** A recorded event of given types: narrow on `type` to know its payload. */
export type EventOf<E extends AnyEventType> =
  E extends EventType<infer Type, infer Payload>
    ? Omit<RecordedEvent, 'type' | 'payload'> & { type: Type; payload: z.infer<Payload> }
    : never

/** Reads a row of the log. A type that this version does not know keeps the payload it has. */
export function recordedEvent(row: Selectable<Tables['events']>): RecordedEvent {
  const type = eventTypes.get(row.type)
  const recorded = JSON.parse(row.payload) as object
  return {
    id: row.id,
    position: row.position ?? 0,
    stream: row.stream,
    version: row.version,
    subject: row.subject,
    audience: row.audience,
    type: row.type,
    payload: type ? upcast(type, row.schema_version, recorded) : recorded,
    at: row.recorded_at,
    accountId: row.account_id,
    tokenId: row.token_id,
    requestId: row.request_id,
    address: row.address,
  }
}
