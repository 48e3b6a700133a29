import { defineCommand } from '../../command/define.ts'
import { bytesInWords } from '../../output/bytes.ts'
import { localTime } from '../../output/local-time.ts'

export const listUploads = defineCommand({
  name: 'uploads',
  summary: 'List your unfinished uploads, oldest first',
  description: 'They take of your quota too, until they are finished, cancelled or over.',
  examples: [['files uploads'], ["files uploads --json | jq -r '.[].id'"]],
  async run({ output, connect }) {
    const larder = await connect()
    const { items } = await larder.files.uploads.list()
    await output.list(items, {
      columns: [
        { title: 'ID', value: ({ id }) => id },
        { title: 'NAME', value: ({ name }) => name, shrinks: true },
        { title: 'CAME', value: ({ received }) => bytesInWords(received) },
        { title: 'OF', value: ({ size }) => size && bytesInWords(size) },
        { title: 'SINCE', value: ({ createdAt }) => localTime(createdAt) },
        { title: 'UNTIL', value: ({ expiresAt }) => localTime(expiresAt) },
      ],
      empty: 'No upload is unfinished.',
    })
  },
})
