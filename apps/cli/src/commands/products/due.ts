import type { Larder, RouterInputs, RouterOutputs } from '@larder/sdk'
import { defineCommand } from '../../command/define.ts'
import { option } from '../../command/parameter.ts'
import { wholeNumber } from '../../command/parse.ts'
import { freezerId } from '../../lookup/freezer.ts'
import { pagingOf, pagingOptions } from '../../lookup/paging.ts'
import { dueInWords, productColumns } from './columns.ts'

type Input = Extract<RouterInputs['freezers']['products']['due'], object>
type Page = RouterOutputs['freezers']['products']['due']

export const dueProducts = defineCommand({
  name: 'due',
  summary: 'List what is past its best, the most overdue first',
  options: {
    within: option('<days>', 'Also what will be within so many days', wholeNumber(0)),
    freezer: option('<freezer>', 'Only this freezer, by id or name'),
    ...pagingOptions,
  },
  examples: [['products due'], ['products due --within 14 --freezer kitchen']],
  async run({ output, connectHome }, { within: withinDays, freezer, ...paging }) {
    const { limit, pageSize } = pagingOf(paging)
    const home = await connectHome()
    const { larder, householdId } = home
    const wantedFreezer = freezer === undefined ? undefined : await freezerId(home, freezer)
    const first = await larder.freezers.products.due({
      householdId,
      withinDays,
      freezerId: wantedFreezer,
      limit: pageSize,
    })
    await output.list(
      dueFrom(larder, first, { householdId, withinDays, freezerId: wantedFreezer }),
      {
        limit,
        columns: [
          ...productColumns,
          { title: 'BEST UNTIL', value: ({ bestBefore }) => bestBefore },
          { title: 'DUE', value: ({ daysLeft }) => dueInWords(daysLeft) },
        ],
        empty: withinDays ? 'Nothing falls due by then.' : 'Nothing is past its best.',
      },
    )
    if (first.items.length > 0) output.note(first.note)
  },
})

/** Every item from the first page on: unlike `all`, which would lose what the page says beside. */
async function* dueFrom(
  larder: Larder,
  first: Page,
  input: Input,
): AsyncGenerator<Page['items'][number]> {
  yield* first.items
  let cursor = first.nextCursor
  while (cursor !== null) {
    const page = await larder.freezers.products.due({ ...input, cursor, limit: 200 })
    yield* page.items
    cursor = page.nextCursor
  }
}
