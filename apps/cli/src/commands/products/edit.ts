import { defineCommand } from '../../command/define.ts'
import { option, required } from '../../command/parameter.ts'
import { day, id, months, wholeNumber } from '../../command/parse.ts'
import { productTypeId } from '../../lookup/product-type.ts'
import { usageProblem } from '../../problem.ts'

export const editProduct = defineCommand({
  name: 'edit',
  summary: 'Correct what is known of a product',
  description: 'What is left out stays as it is. To change its place: larder products move.',
  arguments: { product: required('Its id', id) },
  options: {
    name: option('<name>', 'What it is'),
    description: option('<text>', 'Anything else to remember'),
    type: option('<type>', 'Its product type, by id or name'),
    quantity: option('<people>', 'For how many people', wholeNumber(1)),
    dateIn: option('<day>', 'The day it was put in, YYYY-MM-DD', day),
    period: option('<months>', 'Best for so long, or never', months),
  },
  examples: [
    ['products edit 12 --name "leek and potato soup"'],
    ['products edit 12 --quantity 2 --period 3'],
  ],
  async run({ output, connect }, { product, type, period: periodMonths, ...facts }) {
    const changes = [...Object.values(facts), type, periodMonths]
    if (changes.every((value) => value === undefined)) {
      throw usageProblem('Say what to change.', 'For example: --name, --type or --quantity.')
    }
    const larder = await connect()
    const edited = await larder.freezers.products.edit({
      ...facts,
      id: product,
      typeId: type === undefined ? undefined : await productTypeId(larder, type),
      periodMonths,
    })
    output.answer(`Product ${edited.id}, "${edited.name}", is corrected.`, edited)
  },
})
