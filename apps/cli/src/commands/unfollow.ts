import { defineCommand } from '../command/define.ts'
import { required } from '../command/parameter.ts'
import { channel as channelName } from '../command/video-reference.ts'

export const unfollow = defineCommand({
  name: 'unfollow',
  summary: 'Follow a channel no more',
  description:
    'Also one that is hidden meanwhile, such as in the bin of its owner: "larder channels list --followed --hidden" shows those.',
  arguments: { channel: required('Its handle or its id', channelName) },
  examples: [['unfollow kitchen'], ['unfollow 12']],
  async run({ output, connect }, { channel }) {
    const larder = await connect()
    const done = await larder.channels.unfollow(channel)
    const name = 'id' in channel ? `channel ${channel.id}` : `@${channel.handle}`
    output.answer(`You do not follow ${name}.`, done)
  },
})
