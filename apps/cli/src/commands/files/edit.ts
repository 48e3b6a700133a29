import { defineCommand } from '../../command/define.ts'
import { choice, option, required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'
import { usageProblem } from '../../problem.ts'

export const editFile = defineCommand({
  name: 'edit',
  summary: 'Rename a file, or say who may read it',
  description:
    'What is uploaded as a file keeps everything that is in it: what a photo says about where it was taken, everyone can read then.',
  arguments: { file: required('Its id', id) },
  options: {
    name: option('<name>', 'Its new name'),
    audience: choice('<who>', ['owner', 'everyone'], 'Who may read it'),
  },
  examples: [['files edit 12 --name invoice.pdf'], ['files edit 12 --audience everyone']],
  async run({ output, connect }, { file: fileId, name, audience }) {
    if (name === undefined && audience === undefined) {
      throw usageProblem('Say what to change.', 'Give --name, --audience or both.')
    }
    const larder = await connect()
    const file = await larder.files.edit({ id: fileId, name, audience })
    const who = file.audience === 'owner' ? 'its owner' : 'everyone'
    output.answer(`File ${file.id} is called "${file.name}" and for ${who}.`, file)
  },
})
