import { defineCommand } from '../../command/define.ts'
import { option, required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'
import { video } from '../../command/video-reference.ts'

export const editComment = defineCommand({
  name: 'edit-comment',
  summary: 'Change the text of a comment of yours',
  arguments: { comment: required('Its id', id), text: required('What you say now') },
  options: { video: option('<link>', 'The link to its video, if that is only had by one', video) },
  examples: [['videos edit-comment 7 "It rose, and fell."']],
  async run({ output, connect }, { comment, text, video: opened }) {
    const larder = await connect()
    const edited = await larder.videos.comments.edit({ id: comment, text, grant: opened?.grant })
    output.answer(`Comment ${edited.id} is changed.`, edited)
  },
})
