/** A Markdown table. Line breaks and bars in cells are made harmless. */
export function tableOf(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map(rowText).join('')
}

function rowText(cells: string[]): string {
  return `| ${cells.map(cellText).join(' | ')} |\n`
}

function cellText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')
}
