import { z } from 'zod'

/** A calendar day as `YYYY-MM-DD`. Days are text: they never pass through a `Date` with its zone. */
export type Day = string

export const Day = z.iso
  .date({ error: 'must be a calendar day, YYYY-MM-DD', abort: true })
  .refine((day) => day >= '1900-01-01' && day <= '2999-12-31', 'must lie in 1900 to 2999')
  .describe('Calendar day, YYYY-MM-DD')

/** The same day so many calendar months later, or the last day of that month if it is shorter. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = parts(day)
  const count = year * 12 + (month - 1) + months
  const targetYear = Math.floor(count / 12)
  const targetMonth = (count % 12) + 1
  const lastDate = daysInMonth(targetYear, targetMonth)
  return format(targetYear, targetMonth, Math.min(date, lastDate))
}

/** The day so many days later; negative counts go back. */
export function addDays(day: Day, days: number): Day {
  const [year, month, date] = parts(day)
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10)
}

/** How many days lie between the two: positive when `to` is later. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utc(to) - utc(from)) / 86_400_000)
}

function utc(day: Day): number {
  const [year, month, date] = parts(day)
  return Date.UTC(year, month - 1, date)
}

function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  if (month === 2) return leap ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function parts(day: Day): [year: number, month: number, date: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))]
}

function format(year: number, month: number, date: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}
