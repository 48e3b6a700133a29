import { setTimeout as sleep } from 'node:timers/promises'

/** Lets events gather, so that many are applied together, unless somebody waits for the result. */
export class Urgency {
  #position = 0
  readonly #gathering = new Set<() => void>()

  /** Somebody waits for what is derived from the events up to this position. */
  raise(position: number): void {
    if (position <= this.#position) return
    this.#position = position
    for (const end of this.#gathering) end()
  }

  /** Waits for `ms`, but not while somebody waits for what comes after `position`. */
  async gather(position: number, ms: number, signal: AbortSignal): Promise<void> {
    if (this.#position > position || signal.aborted) return
    const over = new AbortController()
    const end = (): void => over.abort()
    this.#gathering.add(end)
    signal.addEventListener('abort', end)
    await sleep(ms, undefined, { signal: over.signal }).catch(() => undefined)
    signal.removeEventListener('abort', end)
    this.#gathering.delete(end)
  }
}
