import type { Database } from '@larder/db'
import type { SessionInUse } from '../sessions.ts'

/** When a session was last used is kept to this. */
const PRECISION_MS = 300_000

/** Those of this time are written together, when the requests that they belong to are long answered. */
const GATHER_MS = 1_000

/** More are not noted now, but when they are used again. */
const MOST_WAITING = 10_000

/** Keeps when and from where sessions are used, beside the requests that use them. One a process. */
export class Sightings {
  readonly #database: Database
  readonly #waiting = new Map<string, { address: string; last_seen_at: string }>()
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<unknown> = Promise.resolve()

  constructor(database: Database) {
    this.#database = database
  }

  /** Notes that a session is used, if that was not noted lately. */
  note({ idHash, lastSeenAt }: SessionInUse, address: string, now: Date): void {
    if (lastSeenAt > new Date(now.getTime() - PRECISION_MS).toISOString()) return
    if (this.#waiting.size >= MOST_WAITING) return
    this.#waiting.set(idHash, { address, last_seen_at: now.toISOString() })
    this.#timer ??= setTimeout(() => this.#write(), GATHER_MS).unref()
  }

  /** Writes what is still waiting. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    this.#write()
    await this.#writing
  }

  #write(): void {
    const sightings = [...this.#waiting]
    this.#waiting.clear()
    this.#timer = undefined
    if (sightings.length === 0) return
    const writing = this.#database.transaction(async (db) => {
      for (const [idHash, sighting] of sightings) {
        await db.updateTable('sessions').set(sighting).where('id_hash', '=', idHash).execute()
      }
    })
    // What could not be written is noted again when the session is used next.
    const before = this.#writing
    this.#writing = writing.then(
      () => before,
      () => before,
    )
  }
}
