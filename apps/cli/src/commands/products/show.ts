import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'
import { monthsInWords } from '../types/months.ts'
import { ABOUT_QUALITY } from './columns.ts'

export const showProduct = defineCommand({
  name: 'show',
  summary: 'Show one product, inside or taken out',
  arguments: { product: required('Its id', id) },
  examples: [['products show 12'], ['products show 12 --json']],
  async run({ output, connect }, { product: wanted }) {
    const larder = await connect()
    const product = await larder.freezers.products.get({ id: wanted })
    const { periodMonths: months } = product
    output.record(product, [
      ['Id', product.id],
      ['Product', product.name],
      ['Description', product.description || null],
      ['Type', product.typeName],
      ['For', product.quantity],
      ['Freezer', product.freezerName],
      ['Box', product.box],
      ['Number', product.number],
      ['In', product.dateIn],
      ['Period', monthsInWords(months === null ? null : { min: months, max: months })],
      ['Best until', product.bestBefore ?? 'keeps'],
      ['Out', product.dateOut ?? 'no'],
      ['Why', product.outReason],
    ])
    if (product.bestBefore !== null && !output.isJson) output.note(ABOUT_QUALITY)
  },
})
