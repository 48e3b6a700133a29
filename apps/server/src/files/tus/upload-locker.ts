import type { Uploader } from '@larder/api'
import {
  DomainError,
  fileOfUpload,
  isResumable,
  missingUpload,
  ownUpload,
  takeLease,
} from '@larder/api'
import type { Lock, Locker } from '@tus/server'
import type { Carried } from './carried.ts'
import { carriedNow } from './carried.ts'

/** Lets one request at a time write an upload, in all processes: the newest one, others are ended. */
export const uploadLocker: Locker = {
  newLock: (id) => new UploadLock(id),
}

class UploadLock implements Lock {
  readonly #id: string

  constructor(id: string) {
    this.#id = id
  }

  /** Throws NOT_FOUND for what is not the caller's, before anybody else is disturbed. */
  async lock(): Promise<void> {
    const now = carriedNow()
    const row = isResumable(this.#id) ? await ownUpload(now.ctx, this.#id) : undefined
    const held = row && (await this.#take(now.ctx))
    if (held) {
      now.held = held
      return
    }
    // Finished before, or by whoever had the lease until now.
    const file = await fileOfUpload(now.ctx, this.#id)
    if (!file) throw missingUpload(this.#id)
    now.file = file
  }

  /** Undefined when it is over since. */
  async #take(ctx: Uploader): Promise<Carried['held']> {
    try {
      const lease = await takeLease(ctx, this.#id)
      // Whoever had it may have announced the size meanwhile.
      const row = await ownUpload(ctx, this.#id)
      if (row) return { row, lease }
      await lease.release()
    } catch (error) {
      if (!(error instanceof DomainError && error.reason === 'NOT_FOUND')) throw error
    }
    return undefined
  }

  async unlock(): Promise<void> {
    await carriedNow().held?.lease.release()
  }
}
