import { defineCommand } from '../command/define.ts'
import { required } from '../command/parameter.ts'
import { handle } from '../command/video-reference.ts'
import { channelIdOf } from '../lookup/channel.ts'

export const follow = defineCommand({
  name: 'follow',
  summary: 'Follow a channel: you are told of what it publishes',
  arguments: { channel: required('Its handle', handle) },
  examples: [['follow kitchen']],
  async run({ output, connect }, { channel: wanted }) {
    const larder = await connect()
    const id = await channelIdOf(larder, wanted)
    const channel = await larder.channels.follow({ id })
    output.answer(`You follow @${wanted}. What is new: larder notifications list`, channel)
  },
})
