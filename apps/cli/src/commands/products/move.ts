import { defineCommand } from '../../command/define.ts'
import { option, required, requiredOption } from '../../command/parameter.ts'
import { id, wholeNumber } from '../../command/parse.ts'
import { freezerId } from '../../lookup/freezer.ts'
import { placeOf } from './columns.ts'

export const moveProduct = defineCommand({
  name: 'move',
  summary: 'Move a product to another box or freezer, or give it another number',
  arguments: { product: required('Its id', id) },
  options: {
    box: requiredOption('<box>', 'The box it goes to', wholeNumber(1)),
    freezer: option('<freezer>', 'The freezer it goes to (default: the one it is in)'),
    number: option('<number>', 'The number on it (default: the lowest free one)', wholeNumber(1)),
  },
  examples: [['products move 12 --box 3'], ['products move 12 --freezer cellar --box 1']],
  async run({ output, connectHome }, { product, box, freezer, number }) {
    const home = await connectHome()
    const { larder } = home
    const moved = await larder.freezers.products.move({
      id: product,
      box,
      number,
      freezerId: freezer === undefined ? undefined : await freezerId(home, freezer),
    })
    output.answer(`Product ${moved.id}, "${moved.name}", is in ${placeOf(moved)}.`, moved)
  },
})
