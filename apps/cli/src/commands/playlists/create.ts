import { defineCommand } from '../../command/define.ts'
import { choice, option, required } from '../../command/parameter.ts'
import { handle } from '../../command/video-reference.ts'
import { ownChannel } from '../../lookup/channel.ts'
import { playlistPrivacies } from './privacies.ts'

export const createPlaylist = defineCommand({
  name: 'create',
  summary: 'Create an empty playlist',
  arguments: { title: required('What it is called') },
  options: {
    description: option('<text>', 'What it is about'),
    privacy: choice('<who>', playlistPrivacies, 'Who may see it (default: private)'),
    channel: option('<handle>', 'A channel of yours that shows it', handle),
  },
  examples: [['playlists create "Bread" --privacy public --channel kitchen']],
  async run({ output, connect }, { channel, ...wanted }) {
    const larder = await connect()
    const channelId = channel === undefined ? undefined : (await ownChannel(larder, channel)).id
    const made = await larder.playlists.create({ ...wanted, channelId })
    output.answer(
      `"${made.title}" is playlist ${made.id}. Fill it: larder playlists add ${made.id} <video>`,
      made,
    )
  },
})
