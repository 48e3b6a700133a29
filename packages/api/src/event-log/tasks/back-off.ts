const MINUTE = 60
const HOUR = 3_600

/** For what is sent out there, where a receiver may be away: seconds before each further attempt, a day in all. */
export const OVER_A_DAY: readonly number[] = [
  5,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  8 * HOUR,
  8 * HOUR,
]

/** For long work on our own database: soon again, and seven hours in all. */
export const OVER_SEVEN_HOURS: readonly number[] = [1, 10, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR]
