import { stringify } from 'csv-stringify/sync'
import { MOST_CELLS, readRows, UnreadableCsv } from './csv-rows.ts'

/** The columns of a freezer inventory, in their order. */
export const csvColumns = [
  'freezer',
  'boxes',
  'box',
  'number',
  'product',
  'description',
  'type',
  'date_in',
  'date_out',
  'period_months',
  'quantity',
] as const

export type CsvRecord = Record<(typeof csvColumns)[number], string>

/** A row as a spreadsheet numbers it (the header is row 1), or what is wrong with its form. */
export type CsvRow = { row: number } & ({ record: CsvRecord } | { problem: string })

/** Rows of products that a file may hold. */
const MOST_ROWS = 5_000

/**
 * Reads an inventory. Commas, semicolons (as spreadsheets in many countries write) and tabs all
 * separate; a byte order mark and empty rows are skipped. Throws UnreadableCsv.
 */
export function readCsv(text: string): CsvRow[] {
  const [header, ...body] = readRows(text, MOST_ROWS + 1)
  const names = (header?.cells ?? []).map((name) => name.toLowerCase())
  const missing = csvColumns.filter((column) => !names.includes(column))
  if (missing.length > 0)
    throw new UnreadableCsv(header?.row ?? 1, `the header lacks ${missing.join(', ')}`)
  if (names.length === MOST_CELLS) {
    throw new UnreadableCsv(1, `the header has ${MOST_CELLS} columns or more; leave some out`)
  }
  return body.map(({ row, cells }): CsvRow => {
    if (cells.length !== names.length) {
      return { row, problem: `has ${countOf(cells)} where the header has ${names.length}` }
    }
    const cellOf = (column: string): string => unescapeFormula(cells[names.indexOf(column)] ?? '')
    const record = Object.fromEntries(csvColumns.map((column) => [column, cellOf(column)]))
    return { row, record: record as CsvRecord }
  })
}

function countOf({ length }: string[]): string {
  return length < MOST_CELLS ? `${length} cells` : `${MOST_CELLS} cells or more`
}

/** Writes an inventory that spreadsheets show and never run. */
export function writeCsv(records: (string | number | null)[][]): string {
  const rows = records.map((cells) =>
    cells.map((cell) => (typeof cell === 'string' ? escapeFormula(cell) : cell)),
  )
  // The reader trims what is not quoted.
  return stringify([[...csvColumns], ...rows], { quoted_match: /^\s|\s$/ })
}

// A leading apostrophe is what spreadsheets use themselves to say "this is text". Cells that begin
// with apostrophes before such a character get one more, so that every text survives the round trip.
function escapeFormula(cell: string): string {
  return /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}

function unescapeFormula(cell: string): string {
  return /^''*[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell
}
