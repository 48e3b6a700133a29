import type { Leftover, Sweeping } from '../blobs/leftover.ts'
import type { Placing } from '../blobs/place.ts'
import { sweepBlobs } from '../blobs/sweep-blobs.ts'
import { SweepFailures } from '../blobs/sweep-failures.ts'
import { sweepParts } from '../blobs/sweep-parts.ts'
import { sweepStrays } from '../blobs/sweep-strays.ts'
import { sweepUploads } from './sweep-uploads.ts'

export interface SweepOptions extends Sweeping {
  /**
   * Also what lies in the store and is in no row of this database. It may belong to a later state of it,
   * or to another database: let a person decide.
   */
  strays: boolean
}

/**
 * Takes away what nobody needs any more, and tells of each thing when it is gone. It may stop anywhere,
 * run in several processes at once and beside everything else. With `dryRun` it tells what it would take
 * at this moment, and takes nothing. Throws NotSwept when it is through and something could not be taken, and
 * STORAGE_UNAVAILABLE.
 */
export async function* sweep(placing: Placing, options: SweepOptions): AsyncGenerator<Leftover> {
  const failures = new SweepFailures(placing.storage.blobs)
  yield* sweepUploads(placing, options, failures)
  yield* sweepBlobs(placing, options, failures)
  yield* sweepParts(placing, options, failures)
  if (options.strays) yield* sweepStrays(placing, options, failures)
  failures.tell()
}
