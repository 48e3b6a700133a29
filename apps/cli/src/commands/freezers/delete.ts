import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { freezerId } from '../../lookup/freezer.ts'

export const deleteFreezer = defineCommand({
  name: 'delete',
  summary: 'Delete a freezer that never held anything',
  description: 'One with a history is archived instead: larder freezers archive.',
  arguments: { freezer: required('Its id or name') },
  examples: [['freezers delete kitchen']],
  async run({ output, connectHome }, { freezer: wanted }) {
    const home = await connectHome()
    const { larder } = home
    const id = await freezerId(home, wanted)
    output.answer(`Freezer ${id} is deleted.`, await larder.freezers.delete({ id }))
  },
})
