import type { Chore } from '../background/chore.ts'
import { TIDIED_EVERY_MS } from '../background/chore.ts'
import { sweep } from './sweep.ts'

/** What is in the store and in no row is left for an operator: it may belong to another database. */
export const sweepingFiles: Chore = {
  what: 'sweeping files that nothing refers to',
  everyMs: TIDIED_EVERY_MS,
  async perform(services, { signal, onDone }) {
    const graceMs = services.limits.sweepGraceHours * 3_600_000
    const swept = { things: 0, bytes: 0 }
    try {
      for await (const { bytes } of sweep(services, { graceMs, dryRun: false, strays: false })) {
        swept.things++
        swept.bytes += bytes
        if (signal.aborted) break
      }
    } finally {
      if (swept.things > 0) onDone?.(sweepingFiles.what, swept)
    }
  },
}
