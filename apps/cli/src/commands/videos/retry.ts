import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { video } from '../../command/video-reference.ts'

export const retryVideo = defineCommand({
  name: 'retry',
  summary: 'Have a video that failed looked at once more',
  arguments: { video: required('Its id', video) },
  examples: [['videos retry dQw4w9WgXcQ']],
  async run({ output, connect }, { video: { id } }) {
    const larder = await connect()
    const again = await larder.videos.retry({ id })
    output.answer(
      `"${again.title}" is looked at once more. How far it is: larder videos show ${id}`,
      again,
    )
  },
})
