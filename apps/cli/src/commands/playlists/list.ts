import { defineCommand } from '../../command/define.ts'
import { option } from '../../command/parameter.ts'
import { handle } from '../../command/video-reference.ts'
import { channelIdOf } from '../../lookup/channel.ts'
import { pagingOf, pagingOptions } from '../../lookup/paging.ts'
import { localTime } from '../../output/local-time.ts'

export const listPlaylists = defineCommand({
  name: 'list',
  summary: 'List your playlists, or those that a channel shows',
  options: { channel: option('<handle>', 'Those of this channel', handle), ...pagingOptions },
  examples: [['playlists list'], ['playlists list --channel kitchen']],
  async run({ output, connect }, { channel, ...paging }) {
    const { limit, pageSize } = pagingOf(paging)
    const larder = await connect()
    const { playlists } = larder
    const found =
      channel === undefined
        ? playlists.mine.all({ limit: pageSize })
        : playlists.list.all({ channelId: await channelIdOf(larder, channel), limit: pageSize })
    await output.list(found, {
      limit,
      columns: [
        { title: 'ID', value: ({ id }) => id },
        { title: 'TITLE', value: ({ title }) => title, shrinks: true },
        { title: 'VIDEOS', value: ({ videos }) => videos },
        { title: 'FOR', value: ({ privacy }) => privacy },
        { title: 'CHANGED', value: ({ changedAt }) => localTime(changedAt) },
      ],
      empty:
        channel === undefined
          ? 'You have no playlist. Create one: larder playlists create "Bread"'
          : 'The channel shows no playlist.',
    })
  },
})
