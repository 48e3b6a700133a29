interface Usage {
  calls: number
  endsAt: number
}

/** Beyond this many addresses the oldest count is forgotten, so that memory stays bounded. */
const ADDRESSES_KEPT = 50_000

/** Counts calls an address, in windows of a fixed length that each begin with a first call. */
export class RateWindow {
  readonly name: 'minute' | 'day'
  readonly limit: number
  readonly #lengthMs: number
  // In the order in which the windows began, so the front is always what ends first.
  readonly #usages = new Map<string, Usage>()

  constructor(name: 'minute' | 'day', limit: number) {
    this.name = name
    this.limit = limit
    this.#lengthMs = name === 'minute' ? 60_000 : 86_400_000
  }

  /** Counts so many calls. Answers for how many seconds there are no more, 0 while there are. */
  count(address: string, calls: number, now: number): number {
    const usage = this.#usages.get(address)
    if (!usage || usage.endsAt <= now) {
      this.#begin(address, { calls, endsAt: now + this.#lengthMs }, now)
      return calls > this.limit ? Math.ceil(this.#lengthMs / 1_000) : 0
    }
    usage.calls += calls
    return usage.calls > this.limit ? Math.ceil((usage.endsAt - now) / 1_000) : 0
  }

  #begin(address: string, usage: Usage, now: number): void {
    this.#usages.delete(address)
    for (const [oldest, { endsAt }] of this.#usages) {
      if (endsAt > now && this.#usages.size < ADDRESSES_KEPT) break
      this.#usages.delete(oldest)
    }
    this.#usages.set(address, usage)
  }
}
