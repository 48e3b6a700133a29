import { defineCommand } from '../command/define.ts'
import { flag } from '../command/parameter.ts'

const EMPTY =
  'Nothing was put into a freezer yet. Start with "larder products add" or "larder import".'

export const trends = defineCommand({
  name: 'trends',
  summary: 'Show how often you freeze what, and when you last took it out',
  options: { general: flag('Over everybody on this server, most often first') },
  examples: [['trends'], ['trends --general']],
  async run({ output, connectHome }, { general }) {
    const { larder, householdId } = await connectHome()
    const { freezers } = larder
    if (general) {
      const { items } = await freezers.trends.general()
      return output.list(items, {
        columns: [
          { title: 'TYPE', value: ({ typeName }) => typeName, shrinks: true },
          { title: 'TIMES', value: ({ count }) => count },
        ],
        empty: EMPTY,
      })
    }
    const { items } = await freezers.trends.personal({ householdId })
    await output.list(items, {
      columns: [
        { title: 'TYPE', value: ({ typeName }) => typeName, shrinks: true },
        { title: 'TIMES', value: ({ count }) => count },
        { title: 'LAST OUT', value: ({ lastOut }) => lastOut ?? 'never' },
      ],
      empty: EMPTY,
    })
  },
})
