import { defineTopic } from '../command/define.ts'

export const filtersTopic = defineTopic(
  'filters',
  'How products are filtered and sorted',
  `Filters of "larder products list"

  --filter 'name~soup'            contains; case and accents make no difference
  --filter box=2                  also != < <= > >= (quote < and > for the shell)
  --filter 'dateIn<2026-01-01'    days are YYYY-MM-DD
  --filter bestBefore=none        none: has no such day; what keeps for ever

If --filter is repeated, all conditions must hold. For more, --where takes the API's filter:

  --where '{"or":[{"box":{"in":[1,2]}},{"not":{"name":{"like":"%soup%"}}}]}'

Its comparisons are eq, ne, lt, lte, gt, gte, in, like and isNull; and, or and not combine them.

  --sort bestBefore               the first to be eaten first
  --sort -dateIn,name             a minus turns the order round; up to three orders

Fields: id, name, typeId, freezerId, box, number, quantity, dateIn, bestBefore, dateOut.
Orders: place (freezer, box, number: the default), name, dateIn, bestBefore, dateOut.
`,
)
