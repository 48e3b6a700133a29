import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { freezerId } from '../../lookup/freezer.ts'
import { householdIdOf } from '../../lookup/household.ts'

export const moveFreezer = defineCommand({
  name: 'move-to',
  summary: 'Move a freezer, with what is in it and its history, to another household',
  description:
    'It takes an admin of both households. The freezer is looked for in --household, where one is named.',
  arguments: {
    freezer: required('Its id or name'),
    to: required('The household that it goes to, by id or name'),
  },
  examples: [
    ['freezers move-to kitchen "mountain hut"'],
    ['freezers move-to kitchen home --household "mountain hut"', 'And back again'],
  ],
  async run({ output, connectHome }, { freezer: wanted, to }) {
    const home = await connectHome()
    const { larder } = home
    const [id, householdId] = [await freezerId(home, wanted), await householdIdOf(larder, to)]
    const freezer = await larder.freezers.moveToHousehold({ id, householdId })
    output.answer(`"${freezer.name}" is in household "${to}" now.`, freezer)
  },
})
