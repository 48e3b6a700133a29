import { defineCommand } from '../../command/define.ts'
import { choice, flag, option, required } from '../../command/parameter.ts'
import { handle, playlist } from '../../command/video-reference.ts'
import { ownChannel } from '../../lookup/channel.ts'
import { usageProblem } from '../../problem.ts'
import { playlistPrivacies } from './privacies.ts'

export const editPlaylist = defineCommand({
  name: 'edit',
  summary: 'Change what a playlist of yours is called, who sees it, or which channel shows it',
  arguments: { playlist: required('Its id', playlist) },
  options: {
    title: option('<title>', 'Its new title'),
    description: option('<text>', 'What it is about'),
    privacy: choice('<who>', playlistPrivacies, 'Who may see it'),
    channel: option('<handle>', 'A channel of yours that shows it', handle),
    offChannel: flag('No channel shows it any more'),
  },
  examples: [['playlists edit PLQw4w9WgXc --title "Rye bread" --privacy public']],
  async run({ output, connect }, { playlist: id, channel, offChannel, ...changes }) {
    if (channel !== undefined && offChannel) {
      throw usageProblem('Give either --channel or --off-channel.')
    }
    const isSaid = [channel, ...Object.values(changes)].some((change) => change !== undefined)
    if (!isSaid && !offChannel) {
      throw usageProblem(
        'Say what to change.',
        'Such as --title, --description, --privacy or --channel.',
      )
    }
    const larder = await connect()
    const shown = channel === undefined ? undefined : (await ownChannel(larder, channel)).id
    const channelId = offChannel ? null : shown
    const edited = await larder.playlists.edit({ id, ...changes, channelId })
    output.answer(`"${edited.title}" is ${edited.privacy}.`, edited)
  },
})
