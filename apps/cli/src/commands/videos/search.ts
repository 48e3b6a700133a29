import { defineCommand } from '../../command/define.ts'
import { choice, option, required } from '../../command/parameter.ts'
import { handle } from '../../command/video-reference.ts'
import { channelIdOf } from '../../lookup/channel.ts'
import { pagingOf, pagingOptions } from '../../lookup/paging.ts'
import { videoColumns } from './columns.ts'

export const searchVideos = defineCommand({
  name: 'search',
  summary: 'Find videos by words in titles, tags, channel names, descriptions and captions',
  description:
    'All of the words must be there, whatever their case and accents; the last one may be the beginning of one.',
  arguments: { words: required('What to look for') },
  options: {
    channel: option('<handle>', 'Only in this channel', handle),
    tag: option('<word>', 'Only with this tag'),
    language: option('<language>', 'Only in this one; en takes en-GB in'),
    sort: choice('<order>', ['relevance', 'newest', 'views'], 'The order (default: relevance)'),
    ...pagingOptions,
  },
  examples: [
    ['videos search "rye bread"'],
    ['videos search knead --channel kitchen --sort newest'],
    ["videos search bread --json | jq -r '.[].title'"],
  ],
  async run({ output, connect }, { words, channel, tag, language, sort, ...paging }) {
    const { limit, pageSize } = pagingOf(paging)
    const larder = await connect()
    const videos = larder.videos.search.all({
      ...{ query: words, tag, language, sort, limit: pageSize },
      channelId: channel === undefined ? undefined : await channelIdOf(larder, channel),
    })
    const empty =
      'Nothing was found. Fewer words, or only the beginning of the last one, find more.'
    await output.list(videos, { limit, columns: videoColumns, empty })
  },
})
