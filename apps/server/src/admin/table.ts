type Cell = string | number | null

/** Draws a table for people: numbers to the right, and nothing that a terminal would act upon. */
export function drawTable(titles: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [titles, ...rows].map((row) => row.map((cell) => shown(cell)))
  const widths = titles.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  )
  const isNumeric = titles.map((_, column) =>
    rows.every((row) => typeof (row[column] ?? 0) === 'number'),
  )
  const pad = (text: string, column: number): string =>
    isNumeric[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)
  return lines.map((line) => line.map(pad).join('  ').trimEnd()).join('\n')
}

function shown(cell: Cell): string {
  return withoutControls(String(cell ?? ''))
}

/** A line of text without what a terminal would act upon, or show in another order. */
export function withoutControls(line: string): string {
  return line.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
}
