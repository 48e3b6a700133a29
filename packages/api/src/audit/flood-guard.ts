import type { Refusal } from './refusal.ts'

/** Refusals of one source that are recorded in a minute; more of them are only counted. */
const MOST_A_MINUTE = 20

const MINUTE_MS = 60_000

/** Beyond this many sources the oldest count is closed early, so that memory stays bounded. */
const SOURCES_KEPT = 10_000

interface Minute {
  since: Date
  recorded: number
  omitted: number
  /** The last one that was only counted. */
  last: Refusal
}

/** So many refusals of a source that were only counted. */
export interface Omission {
  count: number
  since: Date
  last: Refusal
}

/**
 * Keeps a flood of refusals from filling the log. It counts by source and not altogether: otherwise
 * somebody with many addresses could use up the whole, and then do unseen what they came for.
 */
export class FloodGuard {
  // In the order in which the minutes began, so the front is always what ends first.
  readonly #minutes = new Map<string, Minute>()

  /** Counts a refusal. Says whether it is to be recorded; `hasRoom` says whether it could be. */
  admits(source: string, refusal: Refusal, hasRoom: boolean): boolean {
    const minute = this.#minutes.get(source) ?? {
      since: refusal.at,
      recorded: 0,
      omitted: 0,
      last: refusal,
    }
    this.#minutes.set(source, minute)
    if (hasRoom && minute.recorded < MOST_A_MINUTE) {
      minute.recorded++
      return true
    }
    minute.omitted++
    minute.last = refusal
    return false
  }

  /** Forgets the minutes that are over by then, and answers what was only counted in them. */
  end(now: number): Omission[] {
    const omissions: Omission[] = []
    for (const [source, { since, omitted: count, last }] of this.#minutes) {
      const isOver = since.getTime() + MINUTE_MS <= now
      if (!isOver && this.#minutes.size <= SOURCES_KEPT) break
      this.#minutes.delete(source)
      if (count > 0) omissions.push({ count, since, last })
    }
    return omissions
  }
}
