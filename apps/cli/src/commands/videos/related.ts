import { defineCommand } from '../../command/define.ts'
import { option, required } from '../../command/parameter.ts'
import { wholeNumber } from '../../command/parse.ts'
import { video } from '../../command/video-reference.ts'
import { videoColumns } from './columns.ts'

export const relatedVideos = defineCommand({
  name: 'related',
  summary: 'List videos like another one',
  arguments: { video: required('Its id, or a link to it', video) },
  options: {
    limit: option('<count>', 'At most so many (default: 20, at most 100)', wholeNumber(1)),
  },
  examples: [['videos related dQw4w9WgXcQ']],
  async run({ output, connect }, { video: wanted, limit }) {
    const larder = await connect()
    const { items } = await larder.videos.related({ ...wanted, limit })
    const empty = 'There is none like it. Look around: larder videos list'
    await output.list(items, { columns: videoColumns, empty })
  },
})
