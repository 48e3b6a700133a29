import { setTimeout as sleep } from 'node:timers/promises'
import type { Services } from '../../context.ts'
import { applyBatch } from './apply-batch.ts'
import { beginCursor, findCursor, isLeasedElsewhere, LEASE_MS } from './cursor.ts'
import type { Projection } from './define.ts'
import { rebuild } from './rebuild.ts'
import { retryParked } from './retry-parked.ts'

/** Events of this time are applied together: one transaction, one write to the disk. */
const GATHER_MS = 50

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

  /** Ends after the batches that have begun. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  async #keepUp(projection: Projection): Promise<void> {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      try {
        const seen = await this.#catchUp(projection)
        await this.#services.log.waitBeyond(seen, LOOK_EVERY_MS, signal)
        if (!signal.aborted) await sleep(GATHER_MS)
      } catch (error) {
        this.#options.onFailure(projection.name, error)
        await sleep(AFTER_FAILURE_MS, undefined, { signal }).catch(() => undefined)
      }
    }
  }

  /** Applies what there is. Answers the position up to which there is nothing more to do. */
  async #catchUp(projection: Projection): Promise<number> {
    const { database, clock, log } = this.#services
    const { holder } = this.#options
    const { name } = projection
    const cursor = await findCursor(database.reader, name)
    if (!cursor) {
      await database.transaction((db) => beginCursor(db, name, projection, 1))
      return -1
    }
    // A newer process is at it: this one is about to be replaced.
    if (cursor.version > projection.version) return log.head
    if (cursor.version < projection.version) {
      await rebuild(this.#services, projection, holder)
      return -1
    }
    await retryParked(this.#services, name, projection)
    while (!this.#stopping.signal.aborted) {
      const { position = 0 } = (await findCursor(database.reader, name)) ?? {}
      if (position >= log.head) return position
      const passed = await applyBatch(this.#services, name, projection, holder)
      if (passed === null && isLeasedElsewhere(cursor, holder, clock.now())) {
        await sleep(LEASE_MS / 3, undefined, { signal: this.#stopping.signal }).catch(
          () => undefined,
        )
      }
      if (passed === 0 || passed === null) return position
    }
    return log.head
  }
}
