import { defineCommand } from '../../command/define.ts'
import { choice, flag, option } from '../../command/parameter.ts'
import { handle } from '../../command/video-reference.ts'
import { channelIdOf } from '../../lookup/channel.ts'
import { pagingOf, pagingOptions } from '../../lookup/paging.ts'
import { usageProblem } from '../../problem.ts'
import { ownVideoColumns, videoColumns } from './columns.ts'

const sorts = ['published', 'title', 'views', 'likes', 'duration'] as const
const UPWARDS = new Set(['title', 'duration'])

export const listVideos = defineCommand({
  name: 'list',
  summary: 'List videos, the newest first',
  description:
    'Those that you find: for everyone, for members of your households and companies, and your own. With --mine only yours, in every state.',
  options: {
    mine: flag('Yours, with those that are not ready or not published'),
    channel: option('<handle>', 'Only those of this channel', handle),
    tag: option('<word>', 'Only those with this tag'),
    sort: choice('<order>', sorts, 'The order (default: published)'),
    ...pagingOptions,
  },
  examples: [
    ['videos list'],
    ['videos list --mine'],
    ['videos list --channel kitchen --sort views --limit 10'],
    ["videos list --json | jq -r '.[].id'"],
  ],
  async run({ output, connect }, { mine, channel, tag, sort, ...paging }) {
    if (mine && tag !== undefined) throw usageProblem('--tag goes without --mine.')
    const { limit, pageSize } = pagingOf(paging)
    const larder = await connect()
    const direction: 'asc' | 'desc' = sort && UPWARDS.has(sort) ? 'asc' : 'desc'
    const asked = {
      channelId: channel === undefined ? undefined : await channelIdOf(larder, channel),
      sort: sort && [{ by: sort, direction }],
      limit: pageSize,
    }
    const videos = mine ? larder.videos.mine.all(asked) : larder.videos.list.all({ ...asked, tag })
    await output.list(videos, {
      limit,
      columns: mine ? ownVideoColumns : videoColumns,
      empty: mine
        ? 'You have no such video. Upload one: larder videos upload loaf.mp4'
        : 'There is no such video. Upload one: larder videos upload loaf.mp4',
    })
  },
})
