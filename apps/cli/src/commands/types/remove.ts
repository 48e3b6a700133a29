import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { productTypeId } from '../../lookup/product-type.ts'

export const removeType = defineCommand({
  name: 'remove',
  summary: 'Remove a product type that no product has (administrators only)',
  arguments: { type: required('Its id or name') },
  examples: [['types remove kefir']],
  async run({ output, connect }, { type: wanted }) {
    const larder = await connect()
    const id = await productTypeId(larder, wanted)
    output.answer(`Product type ${id} is removed.`, await larder.freezers.types.remove({ id }))
  },
})
