import type { HashSoFar } from './incoming-file.ts'

/** Of more uploads at once the oldest state is forgotten: their bytes are read again in the end. */
const MOST = 1_000

/** The hashes of uploads between two requests, as long as one process goes on with them. */
export class HashStates {
  readonly #states = new Map<string, HashSoFar>()

  keep(uploadId: string, state: HashSoFar | undefined): void {
    this.#states.delete(uploadId)
    if (!state) return
    this.#states.set(uploadId, state)
    const [oldest] = this.#states.keys()
    if (this.#states.size > MOST && oldest !== undefined) this.#states.delete(oldest)
  }

  /** A state goes on in one place only. */
  take(uploadId: string): HashSoFar | undefined {
    const state = this.#states.get(uploadId)
    this.#states.delete(uploadId)
    return state
  }

  forget(uploadId: string): void {
    this.#states.delete(uploadId)
  }
}
