import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { playlist } from '../../command/video-reference.ts'
import { pagingOf, pagingOptions } from '../../lookup/paging.ts'
import { lengthInWords } from '../../output/length.ts'

export const showPlaylist = defineCommand({
  name: 'show',
  summary: 'List the videos of a playlist in their order',
  description: 'Those that you may not watch are left out.',
  arguments: { playlist: required('Its id', playlist) },
  options: pagingOptions,
  examples: [
    ['playlists show PLQw4w9WgXc'],
    ["playlists show PLQw4w9WgXc --json | jq '.[].video.id'"],
  ],
  async run({ output, connect }, { playlist: id, ...paging }) {
    const { limit, pageSize } = pagingOf(paging)
    const larder = await connect()
    await output.list(larder.playlists.videos.all({ id, limit: pageSize }), {
      limit,
      columns: [
        { title: 'PLACE', value: ({ place }) => place + 1 },
        { title: 'VIDEO', value: ({ video }) => video.id },
        { title: 'TITLE', value: ({ video }) => video.title, shrinks: true },
        { title: 'CHANNEL', value: ({ video }) => video.channel.handle },
        {
          title: 'LENGTH',
          value: ({ video: { durationMs } }) => durationMs && lengthInWords(durationMs),
        },
      ],
      empty: `There is nothing in it that you may watch. Fill it: larder playlists add ${id} <video>`,
    })
  },
})
