import type { Generated } from 'kysely'
import type { Instant } from './columns.ts'

export interface EventsTable {
  id: Generated<number>
  /** What the event happened to, for example `freezer-12`. */
  stream: string
  /** 1, 2, 3 ... within the stream. */
  version: number
  /** Past tense, for example `ProductAdded`. */
  type: string
  schema_version: number
  /** JSON object, shaped by the event's zod schema. */
  payload: string
  recorded_at: Instant
  account_id: number | null
  token_id: number | null
  request_id: string
  address: string
}

export interface IdempotencyKeysTable {
  account_id: number
  procedure: string
  key: string
  /** SHA-256 of the input, so that one key cannot answer for another input. */
  fingerprint: string
  /** The JSON answer; NULL only inside the transaction that is computing it. */
  response: string | null
  created_at: Instant
}
