import { defineCommand } from '../../command/define.ts'
import { optional } from '../../command/parameter.ts'
import { freezerIdOrOnly } from '../../lookup/freezer.ts'
import { pagingOf, pagingOptions } from '../../lookup/paging.ts'
import { localTime } from '../../output/local-time.ts'

export const freezerHistory = defineCommand({
  name: 'history',
  summary: 'Show everything that happened to a freezer and in it, newest first',
  description:
    'Any of it can be undone by the number of its event: larder undo. A freezer that was deleted is meant by its id.',
  arguments: { freezer: optional('Its id or name; may be left out if there is only one') },
  options: pagingOptions,
  examples: [
    ['freezers history'],
    ['freezers history kitchen --limit 10'],
    ['freezers history kitchen --all --json | jq \'.[] | select(.type == "ProductTakenOut")\''],
  ],
  async run({ output, connectHome }, { freezer: wanted, ...paging }) {
    const { limit, pageSize } = pagingOf(paging)
    const home = await connectHome()
    const { larder } = home
    const freezerId = await freezerIdOrOnly(home, wanted, 'its name')
    await output.list(larder.freezers.history.list.all({ freezerId, limit: pageSize }), {
      limit,
      columns: [
        { title: 'EVENT', value: ({ id }) => id },
        { title: 'WHEN', value: ({ at }) => localTime(at) },
        { title: 'WHO', value: ({ by }) => by.displayName },
        { title: 'UNDONE BY', value: ({ undoneBy }) => undoneBy },
        { title: 'WHAT', value: ({ text }) => text, wraps: true },
      ],
      empty: 'Nothing has happened here yet.',
    })
  },
})
