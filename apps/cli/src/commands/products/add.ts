import { defineCommand } from '../../command/define.ts'
import { option, required, requiredOption } from '../../command/parameter.ts'
import { day, months, wholeNumber } from '../../command/parse.ts'
import { freezerIdOrOnly } from '../../lookup/freezer.ts'
import { productTypeId } from '../../lookup/product-type.ts'
import { ABOUT_QUALITY, placeOf } from './columns.ts'

export const addProduct = defineCommand({
  name: 'add',
  summary: 'Put a product into a box',
  description: 'Prints the number to write on the package.',
  arguments: { name: required('What it is') },
  options: {
    box: requiredOption('<box>', 'The box, from 1', wholeNumber(1)),
    type: requiredOption('<type>', 'Its product type, by id or name; see "larder types list"'),
    freezer: option('<freezer>', 'By id or name; may be left out if there is only one'),
    number: option('<number>', 'The number on it (default: the lowest free one)', wholeNumber(1)),
    quantity: option('<people>', 'For how many people (default: 1)', wholeNumber(1)),
    dateIn: option('<day>', 'YYYY-MM-DD (default: today)', day),
    period: option('<months>', 'Best for so long, or never (default: as its type)', months),
    description: option('<text>', 'Anything else to remember'),
  },
  examples: [
    ['products add "leek soup" --box 2 --type soup'],
    ['products add "leek soup" --freezer "frigo 1" --box 2 --type soup --quantity 4'],
    ['products add baguette --box 1 --type bread --date-in 2026-06-30 --period 2'],
  ],
  async run({ output, connectHome }, { freezer, type, period: periodMonths, ...facts }) {
    const home = await connectHome()
    const { larder } = home
    const [freezerId, typeId] = await Promise.all([
      freezerIdOrOnly(home, freezer, '--freezer'),
      productTypeId(larder, type),
    ])
    const added = await larder.freezers.products.add({ ...facts, freezerId, typeId, periodMonths })
    const end = added.bestBefore ? `, at its best until ${added.bestBefore}` : ''
    output.answer(`"${added.name}" is product ${added.id} in ${placeOf(added)}${end}.`, added)
    if (added.bestBefore !== null && !output.isJson) output.note(ABOUT_QUALITY)
  },
})
