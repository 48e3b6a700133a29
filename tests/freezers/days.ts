import { setTimeout as sleep } from 'node:timers/promises'

const DAY_MS = 86_400_000
const ENOUGH_MS = 10_000

/**
 * The calendar day where clocks run so many hours ahead of UTC, by plain arithmetic: only for zones
 * that never change their clocks. Waits for the next day when this one is about to end, so that the
 * day is still the same when the test is over.
 */
export async function todayAt(hoursAheadOfUtc: number): Promise<string> {
  const there = () => Date.now() + hoursAheadOfUtc * 3_600_000
  const left = DAY_MS - (there() % DAY_MS)
  if (left < ENOUGH_MS) await sleep(left)
  return dayOf(there())
}

/** The day so many days later; negative counts go back. */
export function daysAfter(day: string, days: number): string {
  return dayOf(Date.parse(day) + days * DAY_MS)
}

/** What to say of a product so that its best before is this day: it exists in every fourth year. */
export function bestUntil(day: string): { dateIn: string; periodMonths: number } {
  return { dateIn: `${Number(day.slice(0, 4)) - 4}${day.slice(4)}`, periodMonths: 48 }
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
