import { setTimeout as sleep } from 'node:timers/promises'
import type { Database, Reader } from '@larder/db'
import { Urgency } from './projections/urgency.ts'
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

/** Beyond so many new events it is no longer asked who is concerned. */
const MOST_ASKED_ABOUT = 500

interface Waiting {
  /** Whose events are waited for; undefined: anybody's. */
  audiences: readonly string[] | undefined
  wake: () => void
}

/** Knows where the log ends, and wakes whoever waits for more of it. One for each process. */
export class EventLog {
  /** Says whether somebody waits for what is derived from the log. */
  readonly urgency = new Urgency()
  readonly #database: Database
  readonly #neighbours: Neighbours | undefined
  readonly #waiting = new Set<Waiting>()
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

  /**
   * Waits until there are events after `position`, for `ms` at most, or until `signal` aborts. With
   * `audiences`, events that none of them may see let it sleep on.
   */
  async waitBeyond(
    position: number,
    ms: number,
    signal?: AbortSignal,
    audiences?: readonly string[] | 'all',
  ): Promise<void> {
    if (this.#head > position || signal?.aborted) return
    const over = new AbortController()
    const wake = (): void => over.abort()
    const waiting = { audiences: audiences === 'all' ? undefined : audiences, wake }
    this.#waiting.add(waiting)
    signal?.addEventListener('abort', wake)
    await sleep(ms, undefined, { signal: over.signal, ref: false }).catch(() => undefined)
    signal?.removeEventListener('abort', wake)
    this.#waiting.delete(waiting)
  }

  #lookSoon(): void {
    if (this.#gathering) return
    this.#gathering = true
    const before = this.#head
    setTimeout(() => {
      this.#gathering = false
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
      const before = this.#head
      this.#head = head
      void this.#wakeConcerned(before, head)
    }
    return this.#head
  }

  /** Wakes those who may see one of these events; everybody, where asking who that is does not pay. */
  async #wakeConcerned(after: number, upTo: number): Promise<void> {
    const isAsked = [...this.#waiting].some(({ audiences }) => audiences !== undefined)
    if (!isAsked || upTo - after > MOST_ASKED_ABOUT) return this.#wake()
    // Whoever waits for anybody's need not wait for the answer.
    this.#wake(new Set())
    this.#wake(await audiencesBetween(this.#database.reader, after, upTo).catch(() => undefined))
  }

  #wake(concerned?: Set<string>): void {
    for (const { audiences, wake } of this.#waiting) {
      if (!concerned || !audiences || audiences.some((each) => concerned.has(each))) wake()
    }
  }
}

async function audiencesBetween(db: Reader, after: number, upTo: number): Promise<Set<string>> {
  const rows = await db
    .selectFrom('events')
    .select('audience')
    .distinct()
    .where('position', '>', after)
    .where('position', '<=', upTo)
    .execute()
  return new Set(rows.map(({ audience }) => audience))
}
