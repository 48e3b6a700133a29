import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'

export const deleteFile = defineCommand({
  name: 'delete',
  summary: 'Delete a file; what it took of your quota is free at once',
  arguments: { file: required('Its id', id) },
  examples: [['files delete 12']],
  async run({ output, connect }, { file }) {
    const larder = await connect()
    output.answer(`File ${file} is deleted.`, await larder.files.delete({ id: file }))
  },
})
