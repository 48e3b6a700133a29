import { InvalidArgumentError } from 'commander'
import type { Parse } from './parameter.ts'

const UNITS_SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 }

const LONGEST_SECONDS = UNITS_SECONDS.d

/** For how long a link is good, in seconds, a day at most: `90s`, `10m`, `2h`, `1d`. */
export const duration: Parse<number> = (text) => {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  const seconds = unit && Number(count) * UNITS_SECONDS[unit as keyof typeof UNITS_SECONDS]
  if (seconds && seconds <= LONGEST_SECONDS) return seconds
  if (seconds) throw new InvalidArgumentError('A link is good for a day at most.')
  throw new InvalidArgumentError('Write it like 90s, 10m, 2h or 1d.')
}
