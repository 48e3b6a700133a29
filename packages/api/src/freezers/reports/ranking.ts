/** What a suggestion is judged by. */
export interface Candidate {
  /** Until best before; negative when overdue. */
  daysLeft: number
  /** How often the household ate this type in the last year. */
  timesEaten: number
}

/** How near its day a product must be to be suggested. */
export const NEAR_DAYS = 30

/**
 * Higher comes first. Time counts from 0 (a month left) over 1 (today) to 2 (a month overdue or
 * more); liking adds 0 to 1 by the type's share of what the household ate.
 */
export function rank(candidate: Candidate, timesEatenInAll: number): number {
  const urgency = Math.min(2, Math.max(0, 1 - candidate.daysLeft / NEAR_DAYS))
  const liking = timesEatenInAll === 0 ? 0 : candidate.timesEaten / timesEatenInAll
  return urgency + liking
}
