import { DomainError } from '../../errors/map.ts'
import type { Problems } from './import-plan.ts'

/** Characters. The message repeats the list, so the answer is about three times as long. */
const LONGEST_LIST = 600_000

/**
 * Refuses the file with every row that is wrong, each once and with all that is wrong with it: except
 * where so many are that it would be too long an answer. Then each row names what is found first.
 */
export function refuseImport(problems: Problems): never {
  const byRow = Map.groupBy(problems, ({ row }) => row)
  const longest = LONGEST_LIST / byRow.size
  const rows = [...byRow].map(([row, found]) => ({
    row,
    problems: inFewWords(
      found.flatMap((part) => part.problems),
      longest,
    ),
  }))
  throw new DomainError('IMPORT_REFUSED', { rows: rows.sort((a, b) => a.row - b.row) })
}

/** As many as fit, but one at least, and how many were left out. */
function inFewWords(problems: string[], longest: number): string[] {
  let length = 0
  const left = problems.findIndex((problem, index) => {
    length += problem.length
    return index > 0 && length > longest
  })
  if (left === -1) return problems
  return [...problems.slice(0, left), `and ${problems.length - left} more`]
}
