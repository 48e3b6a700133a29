import { defineCommand } from '../../command/define.ts'
import { option, required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'
import { video } from '../../command/video-reference.ts'

export const addComment = defineCommand({
  name: 'comment',
  summary: 'Comment on a video, or reply to a comment',
  description: 'Who is named with their username, such as @ada, is told.',
  arguments: { video: required('Its id, or a link to it', video), text: required('What you say') },
  options: { replyTo: option('<comment>', 'The id of the comment that you reply to', id) },
  examples: [
    ['videos comment dQw4w9WgXcQ "It rose!"'],
    ['videos comment dQw4w9WgXcQ "So it did." --reply-to 7'],
  ],
  async run({ output, connect }, { video: wanted, text, replyTo }) {
    const larder = await connect()
    const { id: videoId, grant } = wanted
    const said = { videoId, grant, text, parentId: replyTo }
    const comment = await larder.videos.comments.add(said)
    const what = comment.parentId === null ? '' : `, a reply to ${comment.parentId}`
    output.answer(`That is comment ${comment.id}${what}.`, comment)
  },
})
