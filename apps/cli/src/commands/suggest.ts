import { defineCommand } from '../command/define.ts'
import { option } from '../command/parameter.ts'
import { wholeNumber } from '../command/parse.ts'
import { productColumns } from './products/columns.ts'

export const suggest = defineCommand({
  name: 'suggest',
  summary: 'Suggest what to eat first, and why',
  description:
    'Ranked from what is overdue or nearly so and from what your household likes to eat.',
  options: {
    limit: option('<count>', 'At most so many (default: 10, at most 50)', wholeNumber(1)),
  },
  examples: [['suggest'], ["suggest --limit 1 --json | jq -r '.[0].name'"]],
  async run({ output, connectHome }, { limit }) {
    const { larder, householdId } = await connectHome()
    const { items, note } = await larder.freezers.suggestions({ householdId, limit })
    await output.list(items, {
      columns: [
        ...productColumns.filter(({ title }) => title !== 'TYPE'),
        { title: 'WHY', value: ({ reason }) => reason, wraps: true },
      ],
      empty: 'Nothing is near its day: eat what you like.',
    })
    if (items.length > 0) output.note(note)
  },
})
