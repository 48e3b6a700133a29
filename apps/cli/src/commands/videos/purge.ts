import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { video } from '../../command/video-reference.ts'

export const purgeVideo = defineCommand({
  name: 'purge',
  summary: 'Delete a video in the bin for ever',
  description: 'Without waiting for its 30 days. What it took of your quota is free at once.',
  arguments: { video: required('Its id, as "larder videos bin" shows it', video) },
  examples: [['videos purge dQw4w9WgXcQ']],
  async run({ output, connect }, { video: { id } }) {
    const larder = await connect()
    output.answer(`Video ${id} is gone for ever.`, await larder.videos.purge({ id }))
  },
})
