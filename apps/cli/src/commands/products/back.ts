import { defineCommand } from '../../command/define.ts'
import { option, required } from '../../command/parameter.ts'
import { id, wholeNumber } from '../../command/parse.ts'
import { placeOf } from './columns.ts'

export const putBackProduct = defineCommand({
  name: 'back',
  summary: 'Put a product back that was taken out',
  description: 'It goes where it was, under its old number if that is still free.',
  arguments: { product: required('Its id', id) },
  options: {
    box: option('<box>', 'Another box of its freezer', wholeNumber(1)),
    number: option('<number>', 'Another number', wholeNumber(1)),
  },
  examples: [['products back 12'], ['products back 12 --box 3']],
  async run({ output, connect }, { product, box, number }) {
    const larder = await connect()
    const back = await larder.freezers.products.putBack({ id: product, box, number })
    output.answer(`Product ${back.id}, "${back.name}", is back in ${placeOf(back)}.`, back)
  },
})
