import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import { isHeld, LEASE_MS, newHolder, prolonged, wanted, wantedFrom } from './lease-row.ts'
import { missingUpload } from './own-upload.ts'
import { holdUpload } from './queries.ts'

const RENEWED_EVERY_MS = 1_500

type Circumstances = Pick<RequestContext, 'database' | 'clock'>

/** Those of this process: asking for them takes no time. */
const heldHere = new Map<string, Lease>()

/**
 * The right to write the bytes of an upload, for one request of all processes on the database. It is
 * prolonged until it is released, and lost by who cannot prolong it in time.
 */
export class Lease {
  readonly #ctx: Circumstances
  readonly #uploadId: string
  readonly #holder: string
  readonly #ending = new AbortController()
  readonly #timer: NodeJS.Timeout
  #validUntil: number
  #isSuspect: boolean

  private constructor(ctx: Circumstances, uploadId: string, holder: string, isSuspect: boolean) {
    this.#ctx = ctx
    this.#uploadId = uploadId
    this.#holder = holder
    this.#isSuspect = isSuspect
    this.#validUntil = performance.now() + LEASE_MS
    this.#timer = setInterval(() => void this.#renew(), RENEWED_EVERY_MS).unref()
    heldHere.set(uploadId, this)
  }

  /** Takes the lease if it is free. Otherwise its holder is told, and it answers undefined. Throws NOT_FOUND. */
  static async tryToTake(ctx: Circumstances, id: string): Promise<Lease | undefined> {
    heldHere.get(id)?.letGo()
    const holder = newHolder()
    const from = performance.now()
    const former = await ctx.database.transaction(async (db) => {
      const now = ctx.clock.now()
      const upload = await holdUpload(db, id, now)
      if (!upload) throw missingUpload(id)
      const isBusy = isHeld(upload, now)
      const set = isBusy ? wanted(upload) : prolonged(upload, holder, now)
      await db.updateTable('uploads').set(set).where('id', '=', id).execute()
      return { isBusy, by: upload.locked_by }
    })
    if (former.isBusy) return undefined
    const lease = new Lease(ctx, id, holder, former.by !== null)
    lease.#validUntil = from + LEASE_MS
    return lease
  }

  /** Ends what goes on under the lease: UPLOAD_BUSY when another wants it, NOT_FOUND when it is cancelled. */
  get signal(): AbortSignal {
    return this.#ending.signal
  }

  /** Whether somebody never released it: they may be asleep, and go on writing when they wake up. */
  get isSuspect(): boolean {
    return this.#isSuspect
  }

  /** Says that whoever may wake up does no harm any more. */
  clear(): void {
    this.#isSuspect = false
  }

  /** Throws UPLOAD_BUSY when the lease may be somebody else's by now. */
  check(): void {
    if (performance.now() > this.#validUntil) throw busy()
  }

  /** Asks whoever works under the lease to stop. */
  letGo(): void {
    this.#ending.abort(busy())
  }

  /** Gives it back. Should that fail, it is over by itself soon. */
  async release(): Promise<void> {
    clearInterval(this.#timer)
    if (heldHere.get(this.#uploadId) === this) heldHere.delete(this.#uploadId)
    const set = { locked_by: this.#isSuspect ? this.#holder : null, locked_until: null }
    const released = this.#ctx.database.transaction((db) =>
      db
        .updateTable('uploads')
        .set(set)
        .where('id', '=', this.#uploadId)
        .where('locked_by', 'in', [this.#holder, wantedFrom(this.#holder)])
        .execute(),
    )
    await released.catch(() => undefined)
  }

  async #renew(): Promise<void> {
    const from = performance.now()
    try {
      const lockedBy = await this.#prolong()
      if (lockedBy === undefined) this.#ending.abort(missingUpload(this.#uploadId))
      else if (lockedBy !== this.#holder) this.letGo()
      if (lockedBy?.startsWith(this.#holder)) this.#validUntil = from + LEASE_MS
    } catch {
      // The database is away. It may be back before the lease is over.
    }
  }

  /** Prolongs it if it still is this one's. Answers whose it is; undefined when the upload is gone. */
  #prolong(): Promise<string | null | undefined> {
    return this.#ctx.database.transaction(async (db) => {
      const now = this.#ctx.clock.now()
      const upload = await holdUpload(db, this.#uploadId, now)
      if (!upload?.locked_by?.startsWith(this.#holder)) return upload?.locked_by
      const set = prolonged(upload, upload.locked_by, now)
      await db.updateTable('uploads').set(set).where('id', '=', upload.id).execute()
      return upload.locked_by
    })
  }
}

export function busy(): DomainError<'UPLOAD_BUSY'> {
  return new DomainError('UPLOAD_BUSY', { retryAfterSeconds: 1 })
}
