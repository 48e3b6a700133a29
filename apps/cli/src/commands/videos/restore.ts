import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { video } from '../../command/video-reference.ts'

export const restoreVideo = defineCommand({
  name: 'restore',
  summary: 'Take a video out of the bin, as it was',
  arguments: { video: required('Its id, as "larder videos bin" shows it', video) },
  examples: [['videos restore dQw4w9WgXcQ']],
  async run({ output, connect }, { video: { id } }) {
    const larder = await connect()
    const restored = await larder.videos.restore({ id })
    output.answer(`"${restored.title}" is back on @${restored.channel.handle}.`, restored)
  },
})
