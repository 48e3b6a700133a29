import { z } from 'zod'
import type { Day } from '../../calendar/day.ts'
import { Day as DayText } from '../../calendar/day.ts'
import { Box, Description, NumberInBox, ProductName, Quantity } from '../products/schema.ts'
import { BoxCount, FreezerName } from '../schema.ts'
import { TypeName } from '../types/schema.ts'
import type { CsvRecord } from './csv-format.ts'
import { quoted } from './quoted.ts'

/** What one row says, before anything is known of the household. */
export interface ImportRow {
  freezer: string
  boxes: number | null
  box: number
  number: number | null
  name: string
  description: string
  type: string
  dateIn: Day
  dateOut: Day | null
  /** undefined: the type's usual one. */
  periodMonths: number | null | undefined
  quantity: number
}

/** Written instead of a number of months for what keeps for ever. */
export const NEVER = 'never'

const wholeNumber = z
  .string()
  .regex(/^\d{1,6}$/, 'must be a whole number')
  .transform(Number)

const blank = z.literal('').transform(() => null)

const Row = z.object({
  freezer: FreezerName,
  boxes: blank.or(wholeNumber.pipe(BoxCount)),
  box: wholeNumber.pipe(Box),
  number: blank.or(wholeNumber.pipe(NumberInBox)),
  product: ProductName,
  description: Description,
  type: TypeName,
  date_in: DayText,
  date_out: blank.or(DayText),
  period_months: z
    .literal('')
    .transform(() => undefined)
    .or(z.literal(NEVER).transform(() => null))
    .or(wholeNumber.pipe(z.int().min(1).max(120))),
  quantity: z
    .literal('')
    .transform(() => 1)
    .or(wholeNumber.pipe(Quantity)),
})

/** Reads one row, or says everything that is wrong with it. */
export function readRow(record: CsvRecord): { row: ImportRow } | { problems: string[] } {
  const parsed = Row.safeParse(record)
  if (!parsed.success)
    return { problems: parsed.error.issues.map((issue) => problemOf(issue, record)) }
  const { product: name, date_in: dateIn, date_out: dateOut, period_months, ...rest } = parsed.data
  return { row: { ...rest, name, dateIn, dateOut, periodMonths: period_months } }
}

/** One sentence a cell. Of the ways to read a cell, the last is what people mostly meant. */
function problemOf(issue: z.core.$ZodIssue, record: CsvRecord): string {
  const column = String(issue.path[0])
  return `${column} ${quoted(Reflect.get(record, column) ?? '')}: ${messageOf(issue)}`
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union') return issue.message
  const meant = issue.errors.at(-1)?.[0]
  return meant ? messageOf(meant) : issue.message
}
