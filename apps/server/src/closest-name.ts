/** The known name that takes the fewest edits to arrive at. `known` must not be empty. */
export function closestName(typed: string, known: readonly string[]): string {
  const [closest = ''] = known.toSorted((a, b) => edits(typed, a) - edits(typed, b))
  return closest
}

/** The Levenshtein distance: insertions, deletions and replacements from `a` to `b`. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [above, letter] of [...a].entries()) {
    const next = [above + 1]
    for (const [column, other] of [...b].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
