import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'

export const deleteComment = defineCommand({
  name: 'delete-comment',
  summary: 'Delete a comment of yours, or one on a video of yours',
  description: 'It is gone for good. Replies to it stay.',
  arguments: { comment: required('Its id', id) },
  examples: [['videos delete-comment 7']],
  async run({ output, connect }, { comment }) {
    const larder = await connect()
    const done = await larder.videos.comments.delete({ id: comment })
    output.answer(`Comment ${comment} is deleted.`, done)
  },
})
