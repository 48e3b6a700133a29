import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { handle } from '../../command/video-reference.ts'
import { localDay } from '../../output/local-time.ts'
import { pictureInWords } from '../../output/picture.ts'

export const showChannel = defineCommand({
  name: 'show',
  summary: 'Show one channel',
  arguments: { channel: required('Its handle', handle) },
  examples: [['channels show kitchen'], ['channels show kitchen --json | jq .followers']],
  async run({ output, connect, settings }, { channel: wanted }) {
    const larder = await connect()
    const channel = await larder.channels.get({ handle: wanted })
    const { isMine, isFollowed } = channel
    output.record(channel, [
      ['Handle', channel.handle],
      ['Name', channel.name],
      ['Id', channel.id],
      ['Followers', channel.followers],
      ['You', isMine ? 'own it' : isFollowed ? 'follow it' : null],
      ['Picture', pictureInWords(channel.picture)],
      ['Banner', pictureInWords(channel.banner)],
      ['Feed', `${settings.url}/channels/${channel.handle}/feed.atom`],
      ['Since', localDay(channel.createdAt)],
      ['Says', channel.description || null],
    ])
  },
})
