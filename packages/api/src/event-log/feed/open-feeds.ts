import { DomainError } from '../../errors/map.ts'

/** A feed that somebody follows. */
export interface OpenFeed {
  /** Aborts when the server stops. */
  readonly signal: AbortSignal
  /** Since when its reader has taken nothing of what is there; undefined: it takes it. */
  blockedSince: number | undefined
  close(): void
}

interface FeedOptions {
  accountId: number
  /** Throws when the feed may not go on. */
  check: () => Promise<unknown>
  /** Breaks the connection off. */
  hangUp: () => void
}

type Entry = OpenFeed & FeedOptions & { stopping: AbortController }

/** A feed that is blocked cannot look after itself: so often somebody else does. */
const LOOK_AFTER_MS = 2_000

/** What a reader has to take in what was sent when the server stops. */
const GRACE_MS = 500

/** The feeds that this process serves. */
export class OpenFeeds {
  readonly #limit: number
  readonly #entries = new Set<Entry>()
  #timer: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(limitPerAccount: number) {
    this.#limit = limitPerAccount
  }

  /** Counts a feed until it is closed. Throws TOO_MANY_FEEDS, and UNAVAILABLE once stopped. */
  open(options: FeedOptions): OpenFeed {
    if (this.#isStopped) throw new DomainError('UNAVAILABLE', { retryAfterSeconds: 1 })
    const { accountId } = options
    const open = [...this.#entries].filter((entry) => entry.accountId === accountId).length
    if (open >= this.#limit) throw new DomainError('TOO_MANY_FEEDS', { limit: this.#limit })
    const stopping = new AbortController()
    const entry: Entry = {
      ...options,
      stopping,
      signal: stopping.signal,
      blockedSince: undefined,
      close: () => void this.#entries.delete(entry),
    }
    this.#entries.add(entry)
    this.#timer ??= setInterval(() => this.#lookAfterBlocked(), LOOK_AFTER_MS).unref()
    return entry
  }

  /** Ends every feed, so that its reader follows another server or comes back. */
  stop(): void {
    this.#isStopped = true
    clearInterval(this.#timer)
    const entries = [...this.#entries]
    for (const { stopping } of entries) stopping.abort()
    setTimeout(() => {
      for (const { hangUp } of entries) hangUp()
    }, GRACE_MS).unref()
  }

  #lookAfterBlocked(): void {
    const longAgo = performance.now() - LOOK_AFTER_MS
    for (const { blockedSince, check, hangUp } of this.#entries) {
      if (blockedSince !== undefined && blockedSince < longAgo) check().catch(hangUp)
    }
  }
}
