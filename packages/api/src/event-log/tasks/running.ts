/** The attempts that run in this process. */
export class Running {
  readonly #attempts = new Map<Promise<void>, string>()
  /** Tells whoever waits for a change. */
  #changed: () => void = () => undefined

  get size(): number {
    return this.#attempts.size
  }

  /** Keeps an attempt, which must not reject, until it ends. */
  add({ subject }: { subject: string }, attempt: Promise<void>): void {
    this.#attempts.set(attempt, subject)
    void attempt.then(() => {
      this.#attempts.delete(attempt)
      this.#changed()
    })
  }

  /** How many attempts run for a subject. */
  count(subject: string): number {
    return [...this.#attempts.values()].filter((each) => each === subject).length
  }

  /** The subjects for which at least so many run. */
  subjects(least: number): string[] {
    return [...new Set(this.#attempts.values())].filter((each) => this.count(each) >= least)
  }

  /**
   * Waits until an attempt ends, for `ms` at most, or until `signal` aborts. An attempt may last for a day,
   * and would keep what waits for it by itself for as long: it is asked once, when it is added.
   */
  async change(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#changed = resolve
    const timer = setTimeout(resolve, ms)
    const stop = () => resolve()
    signal.addEventListener('abort', stop)
    await promise
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }

  async all(): Promise<void> {
    await Promise.all(this.#attempts.keys())
  }
}
