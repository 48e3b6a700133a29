import { defineCommand } from '../../command/define.ts'
import { option, required } from '../../command/parameter.ts'
import { wholeNumber } from '../../command/parse.ts'
import { freezerId } from '../../lookup/freezer.ts'
import { usageProblem } from '../../problem.ts'

export const editFreezer = defineCommand({
  name: 'edit',
  summary: 'Rename or resize a freezer',
  description: 'A freezer cannot shrink below a box that holds something.',
  arguments: { freezer: required('Its id or name') },
  options: {
    name: option('<name>', 'Its new name'),
    boxes: option('<count>', 'How many boxes it has from now on', wholeNumber(1)),
  },
  examples: [['freezers edit kitchen --name cellar'], ['freezers edit kitchen --boxes 6']],
  async run({ output, connectHome }, { freezer: wanted, name, boxes }) {
    if (name === undefined && boxes === undefined) {
      throw usageProblem('Say what to change.', 'Give --name, --boxes or both.')
    }
    const home = await connectHome()
    const { larder } = home
    const freezer = await larder.freezers.edit({
      id: await freezerId(home, wanted),
      name,
      boxes,
    })
    output.answer(
      `Freezer ${freezer.id} is named "${freezer.name}" and has boxes 1 to ${freezer.boxes}.`,
      freezer,
    )
  },
})
