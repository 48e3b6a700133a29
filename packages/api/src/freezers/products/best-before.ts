import type { Day } from '../../calendar/day.ts'
import { addMonths } from '../../calendar/day.ts'

/** Stored in place of a day for what never gets old, so that it sorts after everything else. */
export const KEEPS_FOR_EVER: Day = '9999-12-31'

/** The last day at best quality: counted in calendar months from the day it was put in. */
export function bestBefore(dateIn: Day, periodMonths: number | null): Day {
  return periodMonths === null ? KEEPS_FOR_EVER : addMonths(dateIn, periodMonths)
}
