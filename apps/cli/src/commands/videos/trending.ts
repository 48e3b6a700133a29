import { defineCommand } from '../../command/define.ts'
import { option } from '../../command/parameter.ts'
import { wholeNumber } from '../../command/parse.ts'
import { videoColumns } from './columns.ts'

export const trendingVideos = defineCommand({
  name: 'trending',
  summary: 'List what is watched, liked and commented on most lately',
  options: {
    days: option('<count>', 'How many days count (default: 7, at most 30)', wholeNumber(1)),
    limit: option('<count>', 'At most so many (default: 20, at most 100)', wholeNumber(1)),
  },
  examples: [['videos trending'], ['videos trending --days 1 --limit 5']],
  async run({ output, connect }, asked) {
    const larder = await connect()
    const { items } = await larder.videos.trending(asked)
    const empty = 'Nothing is trending. Look around: larder videos list'
    await output.list(items, { columns: videoColumns, empty })
  },
})
