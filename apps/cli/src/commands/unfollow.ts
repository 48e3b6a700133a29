import { defineCommand } from '../command/define.ts'
import { required } from '../command/parameter.ts'
import { handle } from '../command/video-reference.ts'
import { channelIdOf } from '../lookup/channel.ts'

export const unfollow = defineCommand({
  name: 'unfollow',
  summary: 'Follow a channel no more',
  arguments: { channel: required('Its handle', handle) },
  examples: [['unfollow kitchen']],
  async run({ output, connect }, { channel: wanted }) {
    const larder = await connect()
    const id = await channelIdOf(larder, wanted)
    const channel = await larder.channels.unfollow({ id })
    output.answer(`You do not follow @${wanted}.`, channel)
  },
})
