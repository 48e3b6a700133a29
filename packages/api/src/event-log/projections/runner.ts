import { setTimeout as sleep } from 'node:timers/promises'
import type { Services } from '../../context.ts'
import { applyBatch } from './apply-batch.ts'
import type { Cursor } from './cursor.ts'
import { beginCursor, endLeases, findCursor, leasedElsewhere } from './cursor.ts'
import type { Projection } from './define.ts'
import { clearUnseen, rebuild } from './rebuild.ts'
import { retryParked } from './retry-parked.ts'

/** Events of this time are applied together: one transaction, one write to the disk. */
const GATHER_MS = 250

/** How often parked events are looked at, and what a sleeping process may have missed. */
const LOOK_EVERY_MS = 1_000

const AFTER_FAILURE_MS = 1_000

export interface RunnerOptions {
  projections: readonly Projection[]
  /** Names this process among those on the same database. */
  holder: string
  onFailure: (projection: string, error: unknown) => void
}

/** Keeps projections up to date. Several processes may run one: they share the work by leases. */
export class ProjectionRunner {
  readonly #services: Services
  readonly #options: RunnerOptions
  readonly #stopping = new AbortController()
  #running: Promise<unknown> = Promise.resolve()

  constructor(services: Services, options: RunnerOptions) {
    this.#services = services
    this.#options = options
  }

  start(): void {
    this.#running = Promise.all(this.#options.projections.map((each) => this.#keepUp(each)))
  }

  /** Ends after the batches that have begun, and leaves the rest to others. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
    await this.#services.database.transaction((db) => endLeases(db, this.#options.holder))
  }

  async #keepUp(projection: Projection): Promise<void> {
    const { database, log } = this.#services
    const { signal } = this.#stopping
    // What a process left behind that was killed after a rebuild.
    await this.#attempt(projection, () => clearUnseen(database, projection))
    while (!signal.aborted) {
      await this.#attempt(projection, async () => {
        const reached = await this.#catchUp(projection)
        await log.waitBeyond(reached, LOOK_EVERY_MS, signal)
        await log.urgency.gather(reached, GATHER_MS, signal)
      })
    }
  }

  /** Waits after a failure, so that whatever it was has time to pass. */
  async #attempt(projection: Projection, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#options.onFailure(projection.name, error)
      await this.#pause(AFTER_FAILURE_MS)
    }
  }

  /** Applies what there is. Answers the position up to which there is nothing more to do. */
  async #catchUp(projection: Projection): Promise<number> {
    const { clock, log } = this.#services
    const { holder } = this.#options
    const cursor = await this.#upToDate(projection)
    // A newer process is at it: this one is about to be replaced.
    if (cursor === undefined || cursor.version > projection.version) return log.head
    const wait = leasedElsewhere(cursor, holder, clock.now())
    if (wait > 0) {
      await this.#pause(wait)
      return cursor.position
    }
    await retryParked(this.#services, projection)
    let { position } = cursor
    while (position < log.head && !this.#stopping.signal.aborted) {
      const reached = await applyBatch(this.#services, projection.name, projection, holder)
      if (reached === null || reached === position) return position
      position = reached
    }
    return position
  }

  /** The cursor, begun if there is none, after a rebuild if it is of an older version. */
  async #upToDate(projection: Projection): Promise<Cursor | undefined> {
    const { database } = this.#services
    const { name, version } = projection
    const cursor = await findCursor(database.reader, name)
    if (cursor && cursor.version >= version) return cursor
    if (!cursor) await database.transaction((db) => beginCursor(db, name, projection, 1))
    else {
      const { holder } = this.#options
      const { signal } = this.#stopping
      await rebuild(this.#services, projection, { holder, signal, ifOlder: true })
    }
    return findCursor(database.reader, name)
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
  }
}
