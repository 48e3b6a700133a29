/** Of what is left, so little means that somebody saw it all: credits are a twentieth, at least a second. */
const CREDITS = 0.05
const SHORTEST_CREDITS_MS = 1_000

/** Where somebody goes on who came so far; null near the end. */
export function resumeAt(positionMs: number, durationMs: number | null): number | null {
  if (durationMs === null) return positionMs
  const credits = Math.max(durationMs * CREDITS, SHORTEST_CREDITS_MS)
  return positionMs >= durationMs - credits ? null : positionMs
}
