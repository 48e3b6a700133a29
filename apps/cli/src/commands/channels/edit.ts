import { defineCommand } from '../../command/define.ts'
import { option, required } from '../../command/parameter.ts'
import { handle } from '../../command/video-reference.ts'
import { ownChannel } from '../../lookup/channel.ts'
import { usageProblem } from '../../problem.ts'

export const editChannel = defineCommand({
  name: 'edit',
  summary: 'Change the handle, name or description of a channel of yours',
  description: 'An old handle is free at once, and leads nowhere.',
  arguments: { channel: required('Its handle', handle) },
  options: {
    handle: option('<handle>', 'Its new handle', handle),
    name: option('<name>', 'Its new name'),
    description: option('<text>', 'What it is about'),
  },
  examples: [
    ['channels edit kitchen --name "The kitchen"'],
    ['channels edit kitchen --handle oven'],
  ],
  async run({ output, connect }, { channel: wanted, ...changes }) {
    if (Object.values(changes).every((change) => change === undefined)) {
      throw usageProblem('Say what to change.', 'Give --handle, --name or --description.')
    }
    const larder = await connect()
    const { id } = await ownChannel(larder, wanted)
    const channel = await larder.channels.edit({ id, ...changes })
    output.answer(`"${channel.name}" is your channel @${channel.handle}.`, channel)
  },
})
