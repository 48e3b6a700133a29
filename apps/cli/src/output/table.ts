import { plain } from './plain.ts'
import type { Style } from './style.ts'
import { cutTo, widthOf, wrapTo } from './width.ts'

/** A column of a table for people. */
export interface Column<Row> {
  title: string
  /** Numbers are aligned to the right; null stays empty. */
  value: (row: Row) => string | number | null
  /** May be cut when the terminal is too narrow for everything. */
  shrinks?: boolean
  /** May go on in the next line then: for the last column. */
  wraps?: boolean
}

const GAP = '  '
const NARROWEST = 8
const NARROWEST_WRAPPED = 24

/** Draws a table: one line a row, beneath a line of titles. */
export function drawTable<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { columns: screen, heading }: Style,
): string {
  const cells = rows.map((row) => columns.map(({ value }) => value(row)))
  const texts = cells.map((line) => line.map((cell) => plain(String(cell ?? ''))))
  const widths = columns.map(({ title }, index) =>
    texts.reduce((width, line) => Math.max(width, widthOf(line[index] ?? '')), widthOf(title)),
  )
  if (screen !== undefined) shrink(widths, columns, screen)
  const toRight = columns.map((_, index) =>
    cells.every((line) => typeof (line[index] ?? 0) === 'number'),
  )
  const draw = (line: string[]): string =>
    line
      .map((text, index) => fit(text, widths[index] ?? 0, toRight[index] ?? false))
      .join(GAP)
      .trimEnd()
  const lines = texts.flatMap((line) => wrapped(line, columns, widths)).map(draw)
  const titles = draw(columns.map(({ title }) => title))
  return [heading(titles), ...lines].map((line) => `${line}\n`).join('')
}

/** Draws one thing: a line for each of its fields, without those that are null. */
export function drawRecord(
  fields: readonly (readonly [title: string, value: string | number | null])[],
  { heading }: Style,
): string {
  const known = fields.filter(([, value]) => value !== null)
  const width = Math.max(...known.map(([title]) => widthOf(title)))
  return known
    .map(([title, value]) => `${heading(fit(title, width, false))}${GAP}${plain(String(value))}\n`)
    .join('')
}

/** Takes from the widest column that may give, until the table fits or none has more to give. */
function shrink(widths: number[], columns: readonly Column<never>[], screen: number): void {
  const excess = () => widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length) - screen
  const spare = ({ shrinks, wraps }: Column<never>, index: number): number => {
    const narrowest = wraps ? NARROWEST_WRAPPED : shrinks ? NARROWEST : Number.POSITIVE_INFINITY
    return (widths[index] ?? 0) - narrowest
  }
  while (excess() > 0) {
    const spares = columns.map(spare)
    const most = Math.max(...spares)
    if (most <= 0) return
    const widest = spares.indexOf(most)
    widths[widest] = (widths[widest] ?? 0) - 1
  }
}

/** The lines that a row takes: one, unless a column wraps. */
function wrapped(line: string[], columns: readonly Column<never>[], widths: number[]): string[][] {
  const parts = line.map((text, index) =>
    columns[index]?.wraps ? wrapTo(text, widths[index] ?? 0) : [text],
  )
  const height = Math.max(...parts.map(({ length }) => length))
  return Array.from({ length: height }, (_, row) => parts.map((part) => part[row] ?? ''))
}

function fit(text: string, width: number, toRight: boolean): string {
  const cut = cutTo(text, width)
  const padding = ' '.repeat(width - widthOf(cut))
  return toRight ? padding + cut : cut + padding
}
