import { setTimeout as sleep } from 'node:timers/promises'
import type { RequestContext } from '../../context.ts'
import { busy, Lease } from './lease.ts'

/** Longer than the lease of who was killed. */
const PATIENCE_MS = 10_000
const ASKED_EVERY_MS = 100

/** Takes the lease of an upload once its holder has let go. Throws NOT_FOUND and UPLOAD_BUSY. */
export async function takeLease(
  ctx: Pick<RequestContext, 'database' | 'clock'>,
  uploadId: string,
): Promise<Lease> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const lease = await Lease.tryToTake(ctx, uploadId)
    if (lease) return lease
    if (performance.now() > until) throw busy()
    await sleep(ASKED_EVERY_MS)
  }
}
