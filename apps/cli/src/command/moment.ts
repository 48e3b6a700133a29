import { InvalidArgumentError } from 'commander'
import type { Parse } from './parameter.ts'

const UNITS_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/**
 * A moment, as an instant: so long ago (`30m`, `2h`, `7d`), a day here (`2026-11-03`, its beginning),
 * a clock time here (`2026-11-03T14:00`) or an instant with its offset (`2026-11-03T14:00:00Z`).
 */
export const moment: Parse<string> = (text) => {
  const instant = instantOf(text)
  if (!Number.isNaN(instant)) return new Date(instant).toISOString()
  throw new InvalidArgumentError(
    'Write how long ago (30m, 2h, 7d), a day (2026-11-03) or an instant (2026-11-03T14:00:00Z).',
  )
}

/** A moment to come: a day here, a clock time here or an instant with its offset. */
export const instant: Parse<string> = (text) => {
  const at = /^\d{4}-/.test(text) ? instantOf(text) : Number.NaN
  if (!Number.isNaN(at)) return new Date(at).toISOString()
  throw new InvalidArgumentError(
    'Write a day (2026-12-24), a time here (2026-12-24T18:00) or an instant (2026-12-24T18:00:00Z).',
  )
}

function instantOf(text: string): number {
  const [, count, unit] = /^(\d{1,6})([smhdw])$/.exec(text) ?? []
  if (unit) return Date.now() - Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS]
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return Date.parse(`${text}T00:00`)
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN
}
