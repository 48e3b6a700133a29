import type { Instant } from './columns.ts'

/** How often somebody tried to get in lately. What is counted is a keyed hash: it names nobody. */
export interface GuessesTable {
  key_hash: string
  attempts: number
  /** When it is over, unless somebody tries before. */
  ends_at: Instant
}

/** Where an account was logged in from. */
export interface LogInNetworksTable {
  account_id: number
  /** A keyed hash of the network. */
  network_hash: string
  last_at: Instant
}
