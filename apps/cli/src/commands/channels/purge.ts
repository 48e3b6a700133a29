import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { handle } from '../../command/video-reference.ts'
import { channelInBin } from '../../lookup/channel.ts'

export const purgeChannel = defineCommand({
  name: 'purge',
  summary: 'Delete a channel in the bin for ever, with its videos',
  description: 'Without waiting for its 30 days. Its handle is free at once.',
  arguments: { channel: required('Its handle, as "larder channels list --bin" shows it', handle) },
  examples: [['channels purge kitchen']],
  async run({ output, connect }, { channel: wanted }) {
    const larder = await connect()
    const { id } = await channelInBin(larder, wanted)
    output.answer(`@${wanted} is gone for ever.`, await larder.channels.purge({ id }))
  },
})
