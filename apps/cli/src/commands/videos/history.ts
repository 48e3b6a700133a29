import { defineCommand } from '../../command/define.ts'
import { flag } from '../../command/parameter.ts'
import { pagingOf, pagingOptions } from '../../lookup/paging.ts'
import { lengthInWords } from '../../output/length.ts'
import { localTime } from '../../output/local-time.ts'

export const watchHistory = defineCommand({
  name: 'history',
  summary: 'List what you watched, the latest first, and where you were',
  options: { clear: flag('Forget all of it'), ...pagingOptions },
  examples: [['videos history'], ['videos history --clear']],
  async run({ output, connect }, { clear, ...paging }) {
    const { limit, pageSize } = pagingOf(paging)
    const larder = await connect()
    const { history } = larder.videos
    if (clear) return output.answer('What you watched is forgotten.', await history.clear())
    await output.list(history.list.all({ limit: pageSize }), {
      limit,
      columns: [
        { title: 'ID', value: ({ video }) => video.id },
        { title: 'TITLE', value: ({ video }) => video.title, shrinks: true },
        { title: 'CHANNEL', value: ({ video }) => video.channel.handle },
        { title: 'AT', value: ({ positionMs }) => lengthInWords(positionMs) },
        { title: 'OF', value: ({ video }) => video.durationMs && lengthInWords(video.durationMs) },
        { title: 'WATCHED', value: ({ watchedAt }) => localTime(watchedAt) },
      ],
      empty: 'You watched nothing yet. Look around: larder videos list',
    })
  },
})
