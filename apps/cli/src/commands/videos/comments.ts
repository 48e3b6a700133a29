import type { RouterOutputs } from '@larder/sdk'
import { defineCommand } from '../../command/define.ts'
import { flag, option, required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'
import { video } from '../../command/video-reference.ts'
import { pagingOf, pagingOptions } from '../../lookup/paging.ts'
import { localTime } from '../../output/local-time.ts'
import { usageProblem } from '../../problem.ts'

type Comment = RouterOutputs['videos']['comments']['list']['items'][number]

export const listComments = defineCommand({
  name: 'comments',
  summary: 'List the comments on a video, or switch them on or off',
  arguments: { video: required('Its id, or a link to it', video) },
  options: {
    repliesTo: option('<comment>', 'The replies to this one, by its id', id),
    on: flag('Let people comment on a video of yours'),
    off: flag('Let nobody comment any more; what is there stays'),
    ...pagingOptions,
  },
  examples: [
    ['videos comments dQw4w9WgXcQ'],
    ['videos comments dQw4w9WgXcQ --replies-to 7'],
    ['videos comments dQw4w9WgXcQ --off'],
  ],
  async run({ output, connect }, { video: wanted, repliesTo, on, off, ...paging }) {
    if (on && off) throw usageProblem('Give either --on or --off.')
    const { limit, pageSize } = pagingOf(paging)
    const larder = await connect()
    const { comments } = larder.videos
    if (on || off) {
      const switched = await comments.switch({ videoId: wanted.id, on })
      const answer = on ? 'People may comment on' : 'Nobody comments any more on'
      return output.answer(`${answer} "${switched.title}".`, switched)
    }
    const { id: videoId, grant } = wanted
    const asked = { videoId, grant, parentId: repliesTo, limit: pageSize }
    await output.list(comments.list.all(asked), {
      limit,
      columns: [
        { title: 'ID', value: (comment) => comment.id },
        { title: 'WHO', value: authorOf, shrinks: true },
        { title: 'WHEN', value: ({ createdAt }) => localTime(createdAt) },
        ...(repliesTo === undefined
          ? [{ title: 'REPLIES', value: ({ replies }: Comment) => replies }]
          : []),
        {
          title: 'WHAT',
          value: ({ text, isDeleted }) => (isDeleted ? '(deleted)' : text),
          wraps: true,
        },
      ],
      empty: `Nobody said anything yet. Be the first: larder videos comment ${videoId} "..."`,
    })
  },
})

function authorOf({ author }: Comment): string {
  if (!author) return ''
  return author.username === null
    ? author.displayName
    : `${author.displayName} (@${author.username})`
}
