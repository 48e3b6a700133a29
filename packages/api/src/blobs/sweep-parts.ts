import type { Leftover, Sweeping } from './leftover.ts'
import type { Placing } from './place.ts'
import type { SweepFailures } from './sweep-failures.ts'

/** Sweeps what a store keeps of bytes that were begun to be put before the grace period, and never came whole. */
export async function* sweepParts(
  { storage, clock }: Pick<Placing, 'storage' | 'clock'>,
  { graceMs, dryRun }: Sweeping,
  failures: SweepFailures,
): AsyncGenerator<Leftover> {
  const until = new Date(clock.now().getTime() - graceMs)
  const onFailure = (name: string, error: unknown) => failures.note(name, error)
  for await (const name of storage.blobs.dropUnfinished(until, { dryRun, onFailure })) {
    yield { kind: 'parts', name, bytes: 0 }
  }
}
