import { defineCommand } from '../../command/define.ts'
import { pagingOf, pagingOptions } from '../../lookup/paging.ts'
import { bytesInWords } from '../../output/bytes.ts'
import { localTime } from '../../output/local-time.ts'

export const listBin = defineCommand({
  name: 'bin',
  summary: 'List your videos in the bin',
  description: 'Those that went with a channel are there with it: larder channels list --bin',
  options: pagingOptions,
  examples: [['videos bin']],
  async run({ output, connect }, paging) {
    const { limit, pageSize } = pagingOf(paging)
    const larder = await connect()
    await output.list(larder.videos.mine.all({ inBin: true, limit: pageSize }), {
      limit,
      columns: [
        { title: 'ID', value: ({ id }) => id },
        { title: 'TITLE', value: ({ title }) => title, shrinks: true },
        { title: 'CHANNEL', value: ({ channel }) => channel.handle },
        { title: 'SIZE', value: ({ size }) => size && bytesInWords(size) },
        { title: 'SINCE', value: ({ deletedAt }) => deletedAt && localTime(deletedAt) },
      ],
      empty: 'There is no video in the bin.',
    })
  },
})
