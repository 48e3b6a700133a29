import { setTimeout as sleep } from 'node:timers/promises'
import type { Services } from '@larder/api'
import { Housekeeper } from '@larder/api/src/background/housekeeper.ts'
import { chores } from '@larder/api/src/chores.ts'
import { afterwards } from '#harness'

interface Waiting {
  until: number
  goOn: () => void
}

/** Does all chores as a server does, in a time that goes by when a test says so. */
export class House {
  readonly failures: string[] = []
  readonly done: { what: string; figures: Record<string, number> }[] = []
  readonly #keeper: Housekeeper
  #waiting: Waiting[] = []
  #now = 0
  #stopped: Promise<void> | undefined

  constructor(services: Services, which = chores) {
    this.#keeper = new Housekeeper(services, {
      chores: which,
      onFailure: (what) => void this.failures.push(what),
      onDone: (what, figures) => void this.done.push({ what, figures }),
      wait: (ms, signal) =>
        new Promise((resolve) => {
          if (signal.aborted) resolve()
          this.#waiting.push({ until: this.#now + ms, goOn: resolve })
          signal.addEventListener('abort', () => resolve())
        }),
    })
    this.#keeper.start()
    afterwards(() => this.stop())
  }

  /** Lets time go by, and what is due meanwhile be done, one after another, unless it is stopped. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms
    const many = this.#waiting.length
    while (true) {
      this.#waiting.sort((a, b) => a.until - b.until)
      const [next] = this.#waiting
      if (!next || next.until > until) break
      this.#waiting.shift()
      this.#now = next.until
      next.goOn()
      while (this.#waiting.length < many && this.#stopped === undefined) await sleep(1)
      if (this.#stopped !== undefined) return this.#stopped
    }
    this.#now = until
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#keeper.stop()
    return this.#stopped
  }
}
