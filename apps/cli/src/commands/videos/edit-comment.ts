import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'

export const editComment = defineCommand({
  name: 'edit-comment',
  summary: 'Change the text of a comment of yours',
  arguments: { comment: required('Its id', id), text: required('What you say now') },
  examples: [['videos edit-comment 7 "It rose, and fell."']],
  async run({ output, connect }, { comment, text }) {
    const larder = await connect()
    const edited = await larder.videos.comments.edit({ id: comment, text })
    output.answer(`Comment ${edited.id} is changed.`, edited)
  },
})
