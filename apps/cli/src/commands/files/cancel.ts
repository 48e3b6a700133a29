import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'

export const cancelUpload = defineCommand({
  name: 'cancel',
  summary: 'Cancel an unfinished upload; what has come of it is removed',
  arguments: { upload: required('Its id, as "larder files uploads" lists it') },
  examples: [['files cancel U1kS8HsZhkFThe55Rvmz0Abwo3k']],
  async run({ output, connect }, { upload: id }) {
    const larder = await connect()
    output.answer(`Upload ${id} is cancelled.`, await larder.files.uploads.cancel({ id }))
  },
})
