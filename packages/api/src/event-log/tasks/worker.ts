import { setTimeout as sleep } from 'node:timers/promises'
import type { Services } from '../../context.ts'
import type { TaskRow } from './claim-tasks.ts'
import { claimTasks } from './claim-tasks.ts'
import type { TaskKind } from './define-task.ts'
import { GiveUp } from './define-task.ts'
import type { Outcome } from './finish-task.ts'
import { finishTask } from './finish-task.ts'

const MOST_AT_ONCE = 8
const LOOK_EVERY_MS = 500

export interface WorkerOptions {
  kinds: readonly TaskKind[]
  /** Names this process among those on the same database. */
  holder: string
  onFailure: (kind: string, error: unknown) => void
}

/** Does the planned work on the outside world, at least once each, with back-off. */
export class TaskWorker {
  readonly #services: Services
  readonly #options: WorkerOptions
  readonly #stopping = new AbortController()
  #running: Promise<unknown> = Promise.resolve()

  constructor(services: Services, options: WorkerOptions) {
    this.#services = services
    this.#options = options
  }

  start(): void {
    this.#running = Promise.all(this.#options.kinds.map((kind) => this.#keepUp(kind)))
  }

  /** Breaks off what is being attempted: it is due again for the next process. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  async #keepUp(kind: TaskKind): Promise<void> {
    const { database, clock } = this.#services
    const { signal } = this.#stopping
    while (!signal.aborted) {
      try {
        const claim = { by: this.#options.holder, now: clock.now(), most: MOST_AT_ONCE }
        const tasks = await claimTasks(database, kind, claim)
        await Promise.all(tasks.map((task) => this.#attempt(kind, task)))
        if (tasks.length === MOST_AT_ONCE) continue
      } catch (error) {
        this.#options.onFailure(kind.kind, error)
      }
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
    }
  }

  async #attempt(kind: TaskKind, row: TaskRow): Promise<void> {
    const { database, clock } = this.#services
    const outcome = await this.#perform(kind, row)
    await database.transaction((db) =>
      finishTask(db, row, this.#options.holder, outcome, clock.now()),
    )
  }

  async #perform(kind: TaskKind, row: TaskRow): Promise<Outcome> {
    const stopping = this.#stopping.signal
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(kind.withinMs)])
    try {
      const outcome = await kind.perform(this.#services, {
        id: row.id,
        dedupeKey: row.dedupe_key,
        subject: row.subject,
        payload: JSON.parse(row.payload) as object,
        attempt: row.attempts + 1,
        signal,
      })
      return { state: 'done', outcome }
    } catch (error) {
      const outcome = error instanceof Error ? error.message : String(error)
      if (stopping.aborted) return { state: 'waiting', outcome, retryInSeconds: 0 }
      const retryInSeconds = kind.backOffSeconds[row.attempts]
      return error instanceof GiveUp || retryInSeconds === undefined
        ? { state: 'failed', outcome }
        : { state: 'waiting', outcome, retryInSeconds }
    }
  }
}
