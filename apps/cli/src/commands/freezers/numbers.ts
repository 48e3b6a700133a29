import { defineCommand } from '../../command/define.ts'
import { optional } from '../../command/parameter.ts'
import { freezerId } from '../../lookup/freezer.ts'

export const nextNumbers = defineCommand({
  name: 'numbers',
  summary: 'Show the next free number of every box',
  description:
    'Numbers are written on the packages; the one of a product that was taken out is free again.',
  arguments: { freezer: optional('Its id or name; all in use if left out') },
  examples: [['freezers numbers'], ['freezers numbers kitchen']],
  async run({ output, connectHome }, { freezer: wanted }) {
    const home = await connectHome()
    const { larder, householdId } = home
    const { items } = await larder.freezers.nextFreeNumbers({
      householdId,
      freezerId: wanted === undefined ? undefined : await freezerId(home, wanted),
    })
    await output.list(items, {
      columns: [
        { title: 'FREEZER', value: ({ freezerName }) => freezerName, shrinks: true },
        { title: 'BOX', value: ({ box }) => box },
        { title: 'NEXT FREE', value: ({ nextFreeNumber }) => nextFreeNumber },
        { title: 'PRODUCTS', value: ({ productsInside }) => productsInside },
      ],
      empty: 'There is no freezer yet. Create one: larder freezers create "kitchen" --boxes 4',
    })
  },
})
