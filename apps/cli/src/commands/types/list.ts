import { defineCommand } from '../../command/define.ts'
import { monthsInWords } from './months.ts'

export const listTypes = defineCommand({
  name: 'list',
  summary: 'List all product types with their usual freezer times',
  examples: [['types list'], ["types list --json | jq -r '.[].names.fr'"]],
  async run({ output, connect }) {
    const larder = await connect()
    const { items, note } = await larder.freezers.types.list()
    await output.list(items, {
      columns: [
        { title: 'ID', value: ({ id }) => id },
        { title: 'TYPE', value: ({ name }) => name, shrinks: true },
        {
          title: 'ALSO',
          value: ({ name, names }) =>
            [...new Set(Object.values(names))].filter((other) => other !== name).join(', '),
          shrinks: true,
        },
        { title: 'USUALLY', value: ({ usualMonths }) => monthsInWords(usualMonths) },
      ],
      empty: 'There is no product type. An administrator adds one with "larder types add".',
    })
    output.note(note)
  },
})
