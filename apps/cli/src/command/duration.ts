import { InvalidArgumentError } from 'commander'
import type { Parse } from './parameter.ts'

const UNITS_SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 }

/** A time that something takes or lasts, in seconds: `90s`, `10m`, `2h`, `1d`. */
export const duration: Parse<number> = (text) => {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  if (unit) return Number(count) * UNITS_SECONDS[unit as keyof typeof UNITS_SECONDS]
  throw new InvalidArgumentError('Write it like 90s, 10m, 2h or 1d.')
}
