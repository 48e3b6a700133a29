import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { video } from '../../command/video-reference.ts'

export const deleteVideo = defineCommand({
  name: 'delete',
  summary: 'Put a video of yours into the bin, for 30 days',
  description: 'Nobody else sees it from then on. It takes of your quota until it is gone.',
  arguments: { video: required('Its id', video) },
  examples: [['videos delete dQw4w9WgXcQ']],
  async run({ output, connect }, { video: { id } }) {
    const larder = await connect()
    const deleted = await larder.videos.delete({ id })
    output.answer(
      `"${deleted.title}" is in the bin for 30 days. Take it out: larder videos restore ${id}`,
      deleted,
    )
  },
})
