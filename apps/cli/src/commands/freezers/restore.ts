import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { freezerId } from '../../lookup/freezer.ts'

export const restoreFreezer = defineCommand({
  name: 'restore',
  summary: 'Take an archived freezer into use again',
  arguments: { freezer: required('Its id or name; see "larder freezers list --archived"') },
  examples: [['freezers restore kitchen']],
  async run({ output, connectHome }, { freezer: wanted }) {
    const home = await connectHome()
    const { larder } = home
    const id = await freezerId(home, wanted, { archivedFirst: true })
    const freezer = await larder.freezers.restore({ id })
    output.answer(`"${freezer.name}" is in use again.`, freezer)
  },
})
