import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { monthRange } from '../../command/parse.ts'
import { productTypeId } from '../../lookup/product-type.ts'
import { monthsInWords } from './months.ts'

export const setTypePeriod = defineCommand({
  name: 'period',
  summary: 'Set the usual freezer time of a product type (administrators only)',
  description:
    'It is about quality, never about safety. Products that are already kept do not change.',
  arguments: {
    type: required('Its id or name'),
    months: required('3, 2-3, or never for what keeps for ever', monthRange),
  },
  examples: [['types period soup 2-3'], ['types period 27 never']],
  async run({ output, connect }, { type: wanted, months: usualMonths }) {
    const larder = await connect()
    const id = await productTypeId(larder, wanted)
    const type = await larder.freezers.types.setPeriod({ id, usualMonths })
    output.answer(`"${type.name}": ${monthsInWords(type.usualMonths)}.`, type)
  },
})
