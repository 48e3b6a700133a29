import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

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

/** A file that is not such a table; `row` is where it stops being one. */
export class UnreadableCsv extends Error {
  override readonly name = 'UnreadableCsv'
  readonly row: number
  constructor(row: number, problem: string) {
    super(problem)
    this.row = row
  }
}

/**
 * Reads an inventory. Commas, semicolons (as spreadsheets in many countries write) and tabs all
 * separate; a byte order mark and empty rows are skipped. Throws UnreadableCsv.
 */
export function readCsv(text: string): CsvRow[] {
  const [header, ...body] = parseRows(text)
  const names = (header ?? []).map((name) => name.toLowerCase())
  const missing = csvColumns.filter((column) => !names.includes(column))
  if (missing.length > 0) throw new UnreadableCsv(1, `the header lacks ${missing.join(', ')}`)
  return body.flatMap((cells, index): CsvRow[] => {
    const row = index + 2
    if (cells.every((cell) => cell === '')) return []
    if (cells.length !== names.length) {
      return [{ row, problem: `has ${cells.length} cells where the header has ${names.length}` }]
    }
    const cellOf = (column: string): string => unescapeFormula(cells[names.indexOf(column)] ?? '')
    const record = Object.fromEntries(csvColumns.map((column) => [column, cellOf(column)]))
    return [{ row, record: record as CsvRecord }]
  })
}

/** Writes an inventory that spreadsheets show and never run. */
export function writeCsv(records: (string | number | null)[][]): string {
  const rows = records.map((cells) =>
    cells.map((cell) => (typeof cell === 'string' ? escapeFormula(cell) : cell)),
  )
  // The reader trims what is not quoted.
  return stringify([[...csvColumns], ...rows], { quoted_match: /^\s|\s$/ })
}

function parseRows(text: string): string[][] {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/))
  const delimiter = [',', ';', '\t'].find((candidate) => firstLine.includes(candidate)) ?? ','
  try {
    return parse(text, { bom: true, delimiter, relax_column_count: true, trim: true })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new UnreadableCsv(Number(error['lines'] ?? 1), `is not valid CSV (${error.message})`)
  }
}

// A leading apostrophe is what spreadsheets use themselves to say "this is text". Cells that begin
// with apostrophes before such a character get one more, so that every text survives the round trip.
function escapeFormula(cell: string): string {
  return /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}

function unescapeFormula(cell: string): string {
  return /^''*[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell
}
