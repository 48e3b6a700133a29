import { flag, option } from '../command/parameter.ts'
import { wholeNumber } from '../command/parse.ts'
import { usageProblem } from '../problem.ts'

const DEFAULT_LIMIT = 50
const LONGEST_PAGE = 200

/** The options of every command that prints a list of pages. */
export const pagingOptions = {
  limit: option('<count>', `At most so many (default: ${DEFAULT_LIMIT})`, wholeNumber(1)),
  all: flag('Everything, however much there is'),
}

/** How many items to print, and how many to ask for at once: one more, to know of the rest. */
export function pagingOf({ limit, all }: { limit: number | undefined; all: boolean }): {
  limit: number
  pageSize: number
} {
  if (all && limit !== undefined) throw usageProblem('Give either --limit or --all, not both.')
  const most = all ? Number.POSITIVE_INFINITY : (limit ?? DEFAULT_LIMIT)
  return { limit: most, pageSize: Math.min(LONGEST_PAGE, most + 1) }
}
