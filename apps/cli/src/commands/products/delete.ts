import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'

export const deleteProduct = defineCommand({
  name: 'delete',
  summary: 'Delete a product that was entered by mistake',
  description: 'To eat one, take it out instead: larder products out.',
  arguments: { product: required('Its id', id) },
  examples: [['products delete 12']],
  async run({ output, connect }, { product }) {
    const larder = await connect()
    const done = await larder.freezers.products.delete({ id: product })
    output.answer(`Product ${product} is deleted.`, done)
  },
})
