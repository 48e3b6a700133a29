import { DomainError } from '../errors/map.ts'
import type { BlobStore } from './blob-store.ts'
import { diskCodeOf } from './disk-failures.ts'

/** So many failures may be the store itself, which is asked then whether it is there. */
const SUSPICIOUS = 5

/** So many are named. */
const MOST_NAMED = 5

/** Some of what was to be swept is still there. The message names it and says why. */
export class NotSwept extends Error {
  override readonly name = 'NotSwept'
}

/** What a sweep could not take. It is told at the end, so that it holds up nothing else. */
export class SweepFailures {
  readonly #blobs: BlobStore
  readonly #named: string[] = []
  #count = 0
  #firstReason = ''

  constructor(blobs: BlobStore) {
    this.#blobs = blobs
  }

  /**
   * Notes what a store or a disk did not take, and why. Throws STORAGE_UNAVAILABLE when the store is away,
   * and what is no failure of either.
   */
  async note(name: string, error: unknown): Promise<void> {
    if (!(error instanceof DomainError) && diskCodeOf(error) === undefined) throw error
    if (this.#count === 0) this.#firstReason = reasonOf(error)
    if (this.#named.length < MOST_NAMED) this.#named.push(`"${name}"`)
    this.#count++
    if (this.#count % SUSPICIOUS === 0) await requireThere(this.#blobs)
  }

  /** Takes something away. Answers whether it is gone; if not, that is noted. Throws as `note` does. */
  async attempt(name: string, take: () => Promise<void>): Promise<boolean> {
    try {
      await take()
      return true
    } catch (error) {
      await this.note(name, error)
      return false
    }
  }

  /** Throws NotSwept if there was anything. */
  tell(): void {
    if (this.#count === 0) return
    const others = this.#count - this.#named.length
    const more = others > 0 ? ` and ${others} more` : ''
    throw new NotSwept(
      `Not swept, and left for the next time: ${this.#named.join(', ')}${more} (${this.#firstReason}).`,
    )
  }
}

/** What went wrong with one object; that the store is away is only what callers are told of it. */
function reasonOf(error: unknown): string {
  const cause = error instanceof DomainError ? (error.cause ?? error) : error
  return cause instanceof Error ? cause.message : String(cause)
}

async function requireThere(blobs: BlobStore): Promise<void> {
  for await (const _ of blobs.list()) return
}
