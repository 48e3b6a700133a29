import type { Generated } from 'kysely'
import type { Instant } from './columns.ts'

export interface EventsTable {
  id: Generated<number>
  /** 1, 2, 3 ... without gaps, in an order that consumers can trust; NULL until it is numbered. */
  position: number | null
  /** What the event happened to, for example `freezer-12`. */
  stream: string
  /** 1, 2, 3 ... within the stream. */
  version: number
  /** The thing in the stream that it speaks of, for example `product-7`; NULL: the whole of it. */
  subject: string | null
  /** Who may see it, for example `organisation-3`, `account-5`, `everyone`, `administrators`. */
  audience: string
  /** Past tense, for example `ProductAdded`. */
  type: string
  schema_version: number
  /** JSON object, shaped by the event's zod schema. */
  payload: string
  recorded_at: Instant
  account_id: number | null
  token_id: number | null
  request_id: string
  /** The caller's network address; empty once the account is erased. */
  address: string
}

/** One row: the position that was given last. MySQL only; SQLite numbers as it inserts. */
export interface EventSequenceTable {
  id: 1
  last_position: number
}

export interface ProjectionsTable {
  name: string
  version: number
  /** Which of its rows readers see: a rebuild fills the next one and then moves this. */
  generation: number
  /** The last event that is part of what it derived. */
  position: number
  lease_holder: string | null
  lease_until: Instant | null
}

/** Events that a projection could not take, and those of the same stream that wait behind them. */
export interface ParkedEventsTable {
  projection: string
  position: number
  stream: string
  /** 0: it only waits behind another one. */
  attempts: number
  /** NULL: given up, until an operator retries it. */
  next_try_at: Instant | null
  error: string
  parked_at: Instant
}

/** From which address and in which request events came: what administrators search the log by. */
export interface EventOriginsTable {
  generation: number
  kind: 'address' | 'request'
  value: string
  /** Of the event. */
  recorded_at: Instant
  event_id: number
}

/** Work on the outside world, planned in the transaction that moved the plan's cursor. */
export interface TasksTable {
  id: Generated<number>
  kind: string
  /** The same work is planned once, whatever is replayed. */
  dedupe_key: string
  /** What it is done for, for example `webhook-4`. */
  subject: string
  payload: string
  state: 'waiting' | 'done' | 'failed'
  attempts: number
  /** When it is due; NULL once it is over. */
  next_try_at: Instant | null
  claimed_by: string | null
  claimed_until: Instant | null
  /** What came of the last attempt. */
  outcome: string | null
  created_at: Instant
  finished_at: Instant | null
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
