import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@larder/db'
import { numberEvents } from './sequencer.ts'

/** How other processes on the same database tell that something was committed. */
export interface Neighbours {
  tell(): void
  onTold(listener: () => void): void
}

/** Commits within this time share one look at the log. */
const GATHER_MS = 5

/** Without neighbours that tell, what other processes wrote is seen this late at most. */
const LOOK_EVERY_MS = 400

/** Knows where the log ends, and wakes whoever waits for more of it. One for each process. */
export class EventLog {
  readonly #database: Database
  readonly #neighbours: Neighbours | undefined
  readonly #waiting = new Set<() => void>()
  #head = 0
  #gathering = false
  #looking: Promise<number> = Promise.resolve(0)
  #nextLook: Promise<number> | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(database: Database, neighbours?: Neighbours) {
    this.#database = database
    this.#neighbours = neighbours
  }

  /** Begins to look at the log: after each commit of this process, when told to, and now and then. */
  start(): void {
    this.#database.onCommit(() => this.#lookSoon())
    this.#neighbours?.onTold(() => this.#lookQuietly())
    this.#timer = setInterval(() => this.#lookQuietly(), LOOK_EVERY_MS).unref()
    this.#lookQuietly()
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#wake()
  }

  /** The last position that this process has seen. */
  get head(): number {
    return this.#head
  }

  /** Looks now and answers the last position. A look that has begun may be too old to count. */
  look(): Promise<number> {
    this.#nextLook ??= this.#looking
      .catch(() => 0)
      .then(() => {
        this.#nextLook = undefined
        this.#looking = this.#lookNow()
        return this.#looking
      })
    return this.#nextLook
  }

  /** Waits until there are events after `position`, for `ms` at most, or until `signal` aborts. */
  async waitBeyond(position: number, ms: number, signal?: AbortSignal): Promise<void> {
    if (this.#head > position || signal?.aborted) return
    const over = new AbortController()
    const wake = (): void => over.abort()
    this.#waiting.add(wake)
    signal?.addEventListener('abort', wake)
    await sleep(ms, undefined, { signal: over.signal, ref: false }).catch(() => undefined)
    signal?.removeEventListener('abort', wake)
    this.#waiting.delete(wake)
  }

  #lookSoon(): void {
    if (this.#gathering) return
    this.#gathering = true
    setTimeout(() => {
      this.#gathering = false
      const before = this.#head
      this.#lookQuietly(() => this.#head > before && this.#neighbours?.tell())
    }, GATHER_MS).unref()
  }

  /** For looks that nobody waits for: the next one makes up for one that failed. */
  #lookQuietly(then: () => void = () => undefined): void {
    this.look().then(then, () => undefined)
  }

  async #lookNow(): Promise<number> {
    const head = await numberEvents(this.#database)
    if (head > this.#head) {
      this.#head = head
      this.#wake()
    }
    return this.#head
  }

  #wake(): void {
    for (const wake of this.#waiting) wake()
  }
}
