import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'
import { bytesInWords } from '../../output/bytes.ts'
import { localTime } from '../../output/local-time.ts'

export const showFile = defineCommand({
  name: 'show',
  summary: 'Show one file: what it is, and in which sizes there is a picture of it',
  arguments: { file: required('Its id', id) },
  examples: [['files show 12'], ['files show 12 --json | jq -r .sha256']],
  async run({ output, connect }, { file: fileId }) {
    const larder = await connect()
    const file = await larder.files.get({ id: fileId })
    const { width, height } = file
    output.record(file, [
      ['Id', file.id],
      ['Name', file.name],
      ['Kind', file.kind],
      ['Type', file.mediaType],
      ['Size', `${bytesInWords(file.size)} (${file.size} bytes)`],
      ['Pixels', width === null || height === null ? null : `${width} × ${height}`],
      ['Also as', file.renditions.map(inWords).join(', ') || null],
      ['SHA-256', file.sha256],
      ['For', file.audience === 'owner' ? 'its owner' : 'everyone'],
      ['Since', localTime(file.createdAt)],
    ])
  },
})

function inWords(rendition: { label: string; width: number; height: number }): string {
  return `${rendition.label} (${rendition.width} × ${rendition.height})`
}
