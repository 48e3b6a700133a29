import { setTimeout as sleep } from 'node:timers/promises'

/** The attempts that run in this process. */
export class Running {
  readonly #attempts = new Map<Promise<void>, string>()

  get size(): number {
    return this.#attempts.size
  }

  /** Keeps an attempt, which must not reject, until it ends. */
  add({ subject }: { subject: string }, attempt: Promise<void>): void {
    this.#attempts.set(attempt, subject)
    void attempt.then(() => this.#attempts.delete(attempt))
  }

  /** How many attempts run for a subject. */
  count(subject: string): number {
    return [...this.#attempts.values()].filter((each) => each === subject).length
  }

  /** The subjects for which at least so many run. */
  subjects(least: number): string[] {
    return [...new Set(this.#attempts.values())].filter((each) => this.count(each) >= least)
  }

  /** Waits until an attempt ends, for `ms` at most, or until `signal` aborts. */
  async change(ms: number, signal: AbortSignal): Promise<void> {
    const over = new AbortController()
    const anyOf = AbortSignal.any([signal, over.signal])
    const waiting = sleep(ms, undefined, { signal: anyOf }).catch(() => undefined)
    await Promise.race([waiting, ...this.#attempts.keys()])
    over.abort()
  }

  async all(): Promise<void> {
    await Promise.all(this.#attempts.keys())
  }
}
