import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { handle } from '../../command/video-reference.ts'
import { channelInBin } from '../../lookup/channel.ts'

export const restoreChannel = defineCommand({
  name: 'restore',
  summary: 'Take a channel out of the bin, with the videos that went with it',
  description: 'Videos that were in the bin before stay there.',
  arguments: { channel: required('Its handle, as "larder channels list --bin" shows it', handle) },
  examples: [['channels restore kitchen']],
  async run({ output, connect }, { channel: wanted }) {
    const larder = await connect()
    const { id } = await channelInBin(larder, wanted)
    const channel = await larder.channels.restore({ id })
    output.answer(`"${channel.name}" is back: @${channel.handle}.`, channel)
  },
})
