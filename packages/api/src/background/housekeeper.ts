import { setTimeout as sleep } from 'node:timers/promises'
import type { Services } from '../context.ts'
import type { Chore, ChoreReports } from './chore.ts'

export interface HousekeeperOptions extends ChoreReports {
  chores: readonly Chore[]
  /** Resolves after some milliseconds, or as soon as the signal says so. Tests put their own in its place. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Does chores again and again, each at its own pace: one that takes long or fails holds up no other. */
export class Housekeeper {
  readonly #services: Services
  readonly #options: HousekeeperOptions
  readonly #wait: (ms: number, signal: AbortSignal) => Promise<void>
  readonly #stopping = new AbortController()
  #running: Promise<unknown> = Promise.resolve()

  constructor(services: Services, { wait = waitHere, ...options }: HousekeeperOptions) {
    this.#services = services
    this.#options = options
    this.#wait = wait
  }

  start(): void {
    this.#running = Promise.all(this.#options.chores.map((chore) => this.#keepDoing(chore)))
  }

  /** Ends after the steps that have begun; the rest is for the next process. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  async #keepDoing(chore: Chore): Promise<void> {
    const { signal } = this.#stopping
    const { onFailure, onDone } = this.#options
    await this.#wait(firstAfterMs(chore), signal)
    while (!signal.aborted) {
      try {
        await chore.perform(this.#services, { signal, onFailure, onDone })
      } catch (error) {
        if (!signal.aborted) onFailure(chore.what, error)
      }
      await this.#wait(chore.everyMs, signal)
    }
  }
}

/** Not while a server starts, and not all at once, nor by all processes that start together. */
function firstAfterMs({ everyMs }: Chore): number {
  return everyMs * (0.1 + Math.random() / 10)
}

async function waitHere(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined)
}
