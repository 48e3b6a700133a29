import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { freezerId } from '../../lookup/freezer.ts'

export const archiveFreezer = defineCommand({
  name: 'archive',
  summary: 'Put a freezer out of use, keeping its history',
  description: 'What is inside stays and can be taken out, but nothing can be put into it.',
  arguments: { freezer: required('Its id or name') },
  examples: [['freezers archive kitchen']],
  async run({ output, connectHome }, { freezer: wanted }) {
    const home = await connectHome()
    const { larder } = home
    const freezer = await larder.freezers.archive({ id: await freezerId(home, wanted) })
    output.answer(`"${freezer.name}" is archived.`, freezer)
  },
})
