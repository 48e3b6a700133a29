import { setTimeout as sleep } from 'node:timers/promises'
import type { Services } from '../context.ts'
import type { Chore } from './chore.ts'

/** Does a chore again and again. */
export class Housekeeper {
  readonly #services: Services
  readonly #chore: Chore
  readonly #onFailure: (what: string, error: unknown) => void
  readonly #stopping = new AbortController()
  #running: Promise<void> = Promise.resolve()

  constructor(services: Services, chore: Chore, onFailure: (what: string, error: unknown) => void) {
    this.#services = services
    this.#chore = chore
    this.#onFailure = onFailure
  }

  start(): void {
    this.#running = this.#keepLooking()
  }

  /** Ends after the step that has begun; the rest is for the next process. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  async #keepLooking(): Promise<void> {
    const { signal } = this.#stopping
    const { what, everyMs, perform } = this.#chore
    while (!signal.aborted) {
      try {
        await perform(this.#services, { signal, onFailure: this.#onFailure })
      } catch (error) {
        if (!signal.aborted) this.#onFailure(what, error)
      }
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }
}
