import { defineCommand } from '../../command/define.ts'
import { choice, option, required } from '../../command/parameter.ts'
import { day, id } from '../../command/parse.ts'
import { placeOf } from './columns.ts'

const reasons = { eaten: 'eaten', 'given-away': 'given away', discarded: 'discarded' } as const

export const takeOutProduct = defineCommand({
  name: 'out',
  summary: 'Take a product out: eaten, given away or discarded',
  description: 'Its number becomes free. "larder products back" puts it back.',
  arguments: { product: required('Its id', id) },
  options: {
    reason: choice(
      '<reason>',
      Object.keys(reasons) as (keyof typeof reasons)[],
      'Why (default: eaten)',
    ),
    date: option('<day>', 'The day it left, YYYY-MM-DD (default: today)', day),
  },
  examples: [
    ['products out 12'],
    ['products out 12 --reason discarded'],
    ['products out 12 --reason given-away --date 2026-06-30'],
  ],
  async run({ output, connect }, { product, reason, date: dateOut }) {
    const larder = await connect()
    const out = await larder.freezers.products.takeOut({
      id: product,
      reason: reason && reasons[reason],
      dateOut,
    })
    output.answer(
      `"${out.name}" is out of ${placeOf(out)}: ${out.outReason} on ${out.dateOut}.`,
      out,
    )
  },
})
