import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { video } from '../../command/video-reference.ts'

export const unpublishVideo = defineCommand({
  name: 'unpublish',
  summary: 'Take a video of yours back: nobody else sees it until it is published again',
  arguments: { video: required('Its id', video) },
  examples: [['videos unpublish dQw4w9WgXcQ']],
  async run({ output, connect }, { video: { id } }) {
    const larder = await connect()
    const taken = await larder.videos.unpublish({ id })
    output.answer(`"${taken.title}" is not published any more.`, taken)
  },
})
