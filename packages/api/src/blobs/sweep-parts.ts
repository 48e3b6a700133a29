import type { Leftover, Sweeping } from './leftover.ts'
import type { Placing } from './place.ts'

/** Sweeps what a store keeps of bytes that were begun to be put before the grace period, and never came whole. */
export async function* sweepParts(
  { storage, clock }: Pick<Placing, 'storage' | 'clock'>,
  { graceMs, dryRun }: Sweeping,
): AsyncGenerator<Leftover> {
  const until = new Date(clock.now().getTime() - graceMs)
  for await (const name of storage.blobs.dropUnfinished(until, { dryRun })) {
    yield { kind: 'parts', name, bytes: 0 }
  }
}
