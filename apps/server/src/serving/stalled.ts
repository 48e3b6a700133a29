import type { ServerResponse } from 'node:http'

/** A client that takes nothing for so long is gone, though nobody said so. */
const STALLED_MS = 60_000

/** Breaks an answer off whose client takes nothing of it for 60 s. */
export function breakOffWhenStalled(raw: ServerResponse): void {
  raw.setTimeout(STALLED_MS, () => raw.destroy())
}
