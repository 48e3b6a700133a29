import { randomUUID } from 'node:crypto'
import type { Writer } from '@larder/db'
import { holdAccounts } from '../accounts/queries.ts'
import type { RequestContext, Services } from '../context.ts'
import type { DomainError } from '../errors/map.ts'
import { nobody, recorder } from '../event-log/record.ts'
import type { Stream } from '../event-log/stream.ts'
import { RefusalsOmitted } from './events.ts'
import { FloodGuard } from './flood-guard.ts'
import type { Refusal } from './refusal.ts'
import { refusalOf } from './refusal.ts'

/** Refusals of this time share a transaction; it also lets the answer go out before. */
const GATHER_MS = 20

/** Few, because commands of the accounts concerned wait meanwhile. */
const RECORDED_AT_ONCE = 25

/** What the database is too slow for is only counted. */
const MOST_WAITING = 1_000

const LOOK_EVERY_MS = 1_000

/**
 * Records failed log-ins and refused permissions: after the refused transaction is rolled back, in
 * one of its own, and after the answer, which nothing here may delay or change. One for each process.
 */
export class RefusalLog {
  readonly #services: Pick<Services, 'database' | 'clock'>
  readonly #onFailure: (lost: number, error: unknown) => void
  readonly #guard = new FloodGuard()
  // One a process: with one for all of them, many at once would fight over its next version.
  readonly #stream: Stream = {
    name: `refused-${randomUUID().slice(0, 8)}`,
    audience: 'administrators',
  }
  readonly #timer: NodeJS.Timeout
  #waiting: Refusal[] = []
  #gathering: NodeJS.Timeout | undefined
  #recording: Promise<void> = Promise.resolve()

  /** `onFailure` is told how many refusals could not be recorded, and why. */
  constructor(
    services: Pick<Services, 'database' | 'clock'>,
    onFailure: (lost: number, error: unknown) => void,
  ) {
    this.#services = services
    this.#onFailure = onFailure
    this.#timer = setInterval(() => this.#endMinutes(this.#now()), LOOK_EVERY_MS).unref()
  }

  /**
   * Notes that a call failed, if it was refused. `source` is what it is counted under: the caller's
   * address, or the network that is theirs as a whole.
   */
  note(ctx: RequestContext, error: DomainError, procedure: string, source: string): void {
    const refusal = refusalOf(ctx, error, procedure)
    if (!refusal) return
    const hasRoom = this.#waiting.length < MOST_WAITING
    if (this.#guard.admits(source, refusal, hasRoom)) this.#record(refusal)
  }

  /** Records what is still waiting. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#endMinutes(Number.POSITIVE_INFINITY)
    clearTimeout(this.#gathering)
    this.#recordWaiting()
    await this.#recording
  }

  #now(): number {
    return this.#services.clock.now().getTime()
  }

  #endMinutes(now: number): void {
    for (const { count, since, last } of this.#guard.end(now)) {
      const event = RefusalsOmitted({ count, since: since.toISOString() })
      this.#record({ ...last, event, stream: null, author: nobody })
    }
  }

  #record(refusal: Refusal): void {
    this.#waiting.push(refusal)
    this.#gathering ??= setTimeout(() => this.#recordWaiting(), GATHER_MS).unref()
  }

  #recordWaiting(): void {
    this.#recording = this.#recording.then(async () => {
      while (this.#waiting.length > 0) {
        const some = this.#waiting.splice(0, RECORDED_AT_ONCE)
        const recording = this.#services.database.transaction((db) => this.#append(db, some))
        await recording.catch((error: unknown) => this.#onFailure(some.length, error))
      }
      this.#gathering = undefined
    })
  }

  /** The accounts are held, as by everybody who appends to their streams: nobody has to try again. */
  async #append(db: Writer, refusals: Refusal[]): Promise<void> {
    // Also for nobody's: otherwise a log-in would cost more where there is an account.
    await holdAccounts(db, [...new Set(refusals.map(({ author }) => author.accountId ?? 0))])
    for (const { stream, event, author, request, at } of refusals) {
      const record = recorder(db, { actor: author, request, clock: { now: () => at } })
      await record(stream ?? this.#stream, event)
    }
  }
}
