import { defineCommand } from '../../command/define.ts'
import { flag } from '../../command/parameter.ts'
import { pagingOf, pagingOptions } from '../../lookup/paging.ts'
import { localDay } from '../../output/local-time.ts'

export const listFreezers = defineCommand({
  name: 'list',
  summary: 'List the freezers of a household',
  options: { archived: flag('The archived ones instead of those in use'), ...pagingOptions },
  examples: [['freezers list'], ["freezers list --json | jq -r '.[].name'"]],
  async run({ output, connectHome }, { archived, ...paging }) {
    const { limit, pageSize } = pagingOf(paging)
    const { larder, householdId } = await connectHome()
    await output.list(larder.freezers.list.all({ householdId, archived, limit: pageSize }), {
      limit,
      columns: [
        { title: 'ID', value: ({ id }) => id },
        { title: 'NAME', value: ({ name }) => name, shrinks: true },
        { title: 'BOXES', value: ({ boxes }) => boxes },
        { title: 'PRODUCTS', value: ({ productsInside }) => productsInside },
        { title: 'SINCE', value: ({ createdAt }) => localDay(createdAt) },
      ],
      empty: archived
        ? 'No freezer is archived.'
        : 'There is no freezer yet. Create one: larder freezers create "kitchen" --boxes 4',
    })
  },
})
