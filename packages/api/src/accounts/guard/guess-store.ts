/** A counter is empty again once nobody has tried for this long. */
export const QUIET_MS = 15 * 60_000

/** Counts attempts of one kind. Its key is a keyed hash: stores learn neither addresses nor networks. */
export interface Counter {
  key: string
  limit: number
}

/** How a counter stands. Times are milliseconds since 1970. */
export interface Standing {
  key: string
  /** So many more attempts fit in. */
  left: number
  /** When it is empty again, unless somebody tries before. */
  endsAt: number
  /** What `endsAt` was before this attempt; 0: it was empty. */
  endedAt: number
}

/** An attempt that was counted, or that was refused and counted nowhere. */
export interface Attempt {
  isCounted: boolean
  /** In the order of the counters. */
  standings: Standing[]
}

/** Where attempts are counted, for all processes together. */
export interface GuessStore {
  /**
   * Counts an attempt in all the counters, or in none of them if one is full. Indivisibly: of many at
   * the same moment no more are counted than fit in.
   */
  count(counters: readonly Counter[], now: Date): Promise<Attempt>
  /** Takes back an attempt that was no guess, as if it had not been, and empties one of its counters. */
  forgive(attempt: Attempt, emptied: string): Promise<void>
}
