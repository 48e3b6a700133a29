import type { CommandDefinition } from '../../command/define.ts'
import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { video } from '../../command/video-reference.ts'

export const likeVideo = reacting('like', 'like', 'Say that you like a video', 'You like')
export const dislikeVideo = reacting(
  'dislike',
  'dislike',
  'Say that you dislike a video',
  'You dislike',
)
export const unlikeVideo = reacting(
  'unlike',
  'none',
  'Take your like or dislike back',
  'You neither like nor dislike',
)

function reacting(
  name: string,
  reaction: 'like' | 'dislike' | 'none',
  summary: string,
  answer: string,
): CommandDefinition {
  return defineCommand({
    name,
    summary,
    arguments: { video: required('Its id, or a link to it', video) },
    examples: [[`videos ${name} dQw4w9WgXcQ`]],
    async run({ output, connect }, { video: wanted }) {
      const larder = await connect()
      const liked = await larder.videos.react({ ...wanted, reaction })
      const { title, likes, dislikes } = liked
      output.answer(`${answer} "${title}" (likes: ${likes}, dislikes: ${dislikes}).`, liked)
    },
  })
}
