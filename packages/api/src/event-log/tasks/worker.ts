import type { Services } from '../../context.ts'
import type { TaskRow } from './claim-tasks.ts'
import { claimTasks, endClaimsOfTheDead, prolongClaim } from './claim-tasks.ts'
import type { PlannedWork, TaskKind } from './define-task.ts'
import { AttemptFailed, GiveUp } from './define-task.ts'
import type { Outcome } from './finish-task.ts'
import { finishTask } from './finish-task.ts'
import { Running } from './running.ts'

/** Attempts that run at once in one process. */
const MOST_AT_ONCE = 64

/** Of one subject, so that a slow receiver holds up nobody but itself. */
const MOST_OF_ONE_SUBJECT = 3

const LOOK_EVERY_MS = 500

const PROLONGED_EVERY_MS = 4_000

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
    const { signal } = this.#stopping
    const running = new Running()
    const endClaims = kind.isProlonged && endClaimsOfTheDead(this.#services, kind)
    await Promise.resolve(endClaims).catch((error) => this.#options.onFailure(kind.kind, error))
    while (!signal.aborted) {
      let claimed: TaskRow[] = []
      try {
        claimed = await this.#claim(kind, running)
        for (const task of claimed) running.add(task, this.#attempt(kind, task))
      } catch (error) {
        this.#options.onFailure(kind.kind, error)
      }
      // With some claimed there may be more, now that the busy subjects are left out.
      if (claimed.length === 0) await running.change(LOOK_EVERY_MS, signal)
    }
    await running.all()
  }

  async #claim(kind: TaskKind, running: Running): Promise<TaskRow[]> {
    const { database, clock } = this.#services
    const most = (kind.mostAtOnce ?? MOST_AT_ONCE) - running.size
    if (most <= 0) return []
    return claimTasks(database, kind, {
      by: this.#options.holder,
      now: clock.now(),
      most,
      except: running.subjects(MOST_OF_ONE_SUBJECT),
      mostOf: (subject) => MOST_OF_ONE_SUBJECT - running.count(subject),
    })
  }

  /** Never rejects: a result that cannot be written down leaves the task to whoever comes next. */
  async #attempt(kind: TaskKind, row: TaskRow): Promise<void> {
    const { database, clock } = this.#services
    const { holder } = this.#options
    const lost = new AbortController()
    const prolonging = kind.isProlonged ? this.#prolong(kind, row, lost) : undefined
    try {
      const outcome = await this.#perform(kind, row, lost.signal)
      await database.transaction(async (db) => {
        const isOurs = await finishTask(db, row, holder, outcome, clock.now())
        if (isOurs && outcome.state === 'failed') {
          await kind.gaveUp(this.#services, db, taskOf(row), outcome.outcome)
        }
      })
    } catch (error) {
      this.#options.onFailure(kind.kind, error)
    } finally {
      clearInterval(prolonging)
    }
  }

  /** Until the timer is cleared. What cannot be prolonged now may be the next time. */
  #prolong(kind: TaskKind, row: TaskRow, lost: AbortController): NodeJS.Timeout {
    return setInterval(() => {
      prolongClaim(this.#services, row, this.#options.holder).then(
        (isOurs) => isOurs || lost.abort(),
        (error: unknown) => this.#options.onFailure(kind.kind, error),
      )
    }, PROLONGED_EVERY_MS)
  }

  async #perform(kind: TaskKind, row: TaskRow, lost: AbortSignal): Promise<Outcome> {
    if (row.attempts > kind.backOffSeconds.length) {
      return { state: 'failed', outcome: 'The process ended in the middle of the last attempt.' }
    }
    const stopping = this.#stopping.signal
    const signal = AbortSignal.any([stopping, lost, AbortSignal.timeout(kind.withinMs)])
    try {
      const outcome = await kind.perform(this.#services, {
        ...taskOf(row),
        attempt: row.attempts + 1,
        signal,
      })
      return { state: 'done', outcome, forgetsPayload: kind.isPersonal ?? false }
    } catch (error) {
      if (stopping.aborted) return { state: 'broken off' }
      const outcome = this.#outcomeOf(kind, error)
      const retryInSeconds = kind.backOffSeconds[row.attempts]
      return error instanceof GiveUp || retryInSeconds === undefined
        ? { state: 'failed', outcome }
        : { state: 'waiting', outcome, retryInSeconds }
    }
  }

  /** What else went wrong is ours: the log says what, and nobody is told of our inside. */
  #outcomeOf(kind: TaskKind, error: unknown): string {
    if (error instanceof AttemptFailed || error instanceof GiveUp) return error.message
    this.#options.onFailure(kind.kind, error)
    return 'Larder itself failed. Its log says how.'
  }
}

function taskOf({ id, dedupe_key: dedupeKey, subject, payload }: TaskRow): PlannedWork<string> {
  return { id, dedupeKey, subject, payload }
}
