import type { RequestContext } from '../../context.ts'
import { expiryOf } from './expiry.ts'
import { missingUpload } from './own-upload.ts'
import type { UploadRow } from './queries.ts'
import { findUpload } from './queries.ts'

const PROLONGED_EVERY_MS = 5_000

/**
 * Prolongs an upload that cannot be resumed for as long as its request goes on: should this process be
 * killed, it is over soon. The signal says NOT_FOUND when somebody cancelled it.
 */
export function keepOpen(
  { database, clock }: Pick<RequestContext, 'database' | 'clock'>,
  { id }: Pick<UploadRow, 'id'>,
): { signal: AbortSignal; stop(): void } {
  const cancelled = new AbortController()
  async function prolong(): Promise<void> {
    const now = clock.now()
    const isThere = await findUpload(database.reader, id, now)
    if (!isThere) return cancelled.abort(missingUpload(id))
    const expires_at = expiryOf({ resumable: false }, now)
    await database.transaction((db) =>
      db.updateTable('uploads').set({ expires_at }).where('id', '=', id).execute(),
    )
  }
  // While the database is away there is time until the next attempts.
  const timer = setInterval(() => void prolong().catch(() => undefined), PROLONGED_EVERY_MS)
  return { signal: cancelled.signal, stop: () => clearInterval(timer.unref()) }
}
