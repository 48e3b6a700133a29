import { defineCommand } from '../../command/define.ts'
import { required, requiredOption } from '../../command/parameter.ts'
import { wholeNumber } from '../../command/parse.ts'

export const createFreezer = defineCommand({
  name: 'create',
  summary: 'Create a freezer with its boxes',
  arguments: { name: required('Its name, unique among the freezers in use') },
  options: { boxes: requiredOption('<count>', 'How many boxes or drawers it has', wholeNumber(1)) },
  examples: [['freezers create kitchen --boxes 4'], ['freezers create "frigo 1" --boxes 6']],
  async run({ output, connectHome }, { name, boxes }) {
    const { larder, householdId } = await connectHome()
    const freezer = await larder.freezers.create({ householdId, name, boxes })
    const size = freezer.boxes === 1 ? '1 box' : `boxes 1 to ${freezer.boxes}`
    output.answer(`Freezer ${freezer.id}, "${freezer.name}", has ${size}.`, freezer)
  },
})
