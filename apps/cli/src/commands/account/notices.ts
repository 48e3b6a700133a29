import { defineCommand } from '../../command/define.ts'
import { optional } from '../../command/parameter.ts'
import { usageProblem } from '../../problem.ts'

export const notices = defineCommand({
  name: 'notices',
  summary: 'Show or switch mail about log-ins from a new place',
  arguments: { state: optional('"on" or "off"; without it, what it is') },
  examples: [['account notices'], ['account notices off']],
  async run({ output, connect }, { state }) {
    if (state !== undefined && state !== 'on' && state !== 'off') {
      throw usageProblem(`"${state}" is neither "on" nor "off".`)
    }
    const { notices } = (await connect()).accounts
    const are =
      state === undefined ? await notices.get() : await notices.set({ logIns: state === 'on' })
    const word = are.logIns ? 'on' : 'off'
    output.answer(`Mail about log-ins from a new place is ${word}.`, are)
  },
})
