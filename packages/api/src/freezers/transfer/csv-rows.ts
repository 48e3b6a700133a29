import type { InfoRecord, Options } from 'csv-parse/sync'
import { CsvError, parse } from 'csv-parse/sync'

/** A row that is not empty; `row` is its number as a spreadsheet shows it, from 1. */
export interface CsvCells {
  row: number
  cells: string[]
}

/** A file that is not such a table; `row` is where it stops being one. */
export class UnreadableCsv extends Error {
  override readonly name = 'UnreadableCsv'
  readonly row: number
  constructor(row: number, problem: string) {
    super(problem)
    this.row = row
  }
}

/** Commas after so many cells are part of the last one. Nobody's inventory has that many columns. */
export const MOST_CELLS = 100

/** Bytes. What is longer has no line breaks, or a quote that nothing closes. */
const LONGEST_ROW = 100_000

/** Rows of empty cells, not counting those at the end. */
const MOST_EMPTY_ROWS = 10_000

const LONGEST_PROBLEM = 200

/**
 * The rows of a table, header included, without surrounding spaces. Commas, semicolons and tabs all
 * separate, whichever comes in the first line. Throws UnreadableCsv, where a limit is passed too: the
 * rest of the file is never looked at.
 */
export function readRows(text: string, mostRows: number): CsvCells[] {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/))
  const delimiter = [',', ';', '\t'].find((candidate) => firstLine.includes(candidate)) ?? ','
  const rows: CsvCells[] = []
  const options: Options = {
    bom: true,
    delimiter,
    ignore_last_delimiters: MOST_CELLS,
    max_record_size: LONGEST_ROW,
    // Unless it is told, it looks for the first of them anew at every byte.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  }
  try {
    parse(withoutEmptyEnd(text, delimiter), { ...options, on_record: keep })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { records, empty_lines: empty } = error
    throw new UnreadableCsv(Number(records) + Number(empty) + 1, problemOf(error))
  }
  return rows

  function keep(cells: string[], { records, empty_lines }: InfoRecord): null {
    const row = records + empty_lines
    if (cells.some((cell) => cell !== '')) rows.push({ row, cells })
    if (rows.length > mostRows) {
      throw new UnreadableCsv(row, `a file may hold ${mostRows - 1} rows; split it`)
    }
    if (records - rows.length > MOST_EMPTY_ROWS) {
      throw new UnreadableCsv(
        row,
        `more than ${MOST_EMPTY_ROWS} rows above are empty; leave them out`,
      )
    }
    return null
  }
}

/** Spreadsheets write out every row that was ever in use, up to a million of them. */
function withoutEmptyEnd(text: string, delimiter: string): string {
  const blank = ` \t\r\n${delimiter}`
  let end = text.length
  while (end > 0 && blank.includes(text.charAt(end - 1))) end--
  if (end === 0) return ''
  const restOfLine = text.slice(end).search(/[\r\n]/)
  return restOfLine === -1 ? text : text.slice(0, end + restOfLine)
}

function problemOf({ code, message }: CsvError): string {
  if (code === 'CSV_MAX_RECORD_SIZE') {
    return `is longer than ${LONGEST_ROW} bytes; perhaps a quote is not closed`
  }
  // It may repeat what is in a cell.
  return `is not valid CSV (${message.slice(0, LONGEST_PROBLEM)})`
}
