/** Lets one of several processes go on at a time, up to its next turn. Whose turn it is, choices say. */
export class Turns {
  readonly #choices: readonly number[]
  readonly #waiting: (() => void)[] = []
  #chosen = 0
  #running = 0

  constructor(choices: readonly number[]) {
    this.#choices = choices
  }

  /** Lives through all processes, and ends with the last. */
  async take(processes: readonly (() => Promise<void>)[]): Promise<void> {
    this.#running = processes.length
    const living = processes.map(async (process) => {
      try {
        await this.next()
        await process()
      } finally {
        this.#rest()
      }
    })
    // Nobody is left running when one of them fails.
    await Promise.allSettled(living)
    await Promise.all(living)
  }

  /** Waits until it is the caller's turn. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      this.#rest()
    })
  }

  #rest(): void {
    this.#running--
    if (this.#running > 0 || this.#waiting.length === 0) return
    const choice = this.#choices[this.#chosen++ % this.#choices.length] ?? 0
    const [resolve] = this.#waiting.splice(choice % this.#waiting.length, 1)
    this.#running++
    resolve?.()
  }
}
