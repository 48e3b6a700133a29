import { defineCommand } from '../../command/define.ts'
import { option, required } from '../../command/parameter.ts'
import { handle } from '../../command/video-reference.ts'

export const createChannel = defineCommand({
  name: 'create',
  summary: 'Create a channel for your videos',
  description:
    'Everybody sees the channel; of its videos they see what is for them. The handle is 3 to 30 of a-z, 0-9 and ._- between them.',
  arguments: { handle: required('What its address ends with, such as kitchen', handle) },
  options: {
    name: option('<name>', 'How it is shown (default: the handle)'),
    description: option('<text>', 'What it is about'),
  },
  examples: [['channels create kitchen --name "Our kitchen"']],
  async run({ output, connect }, { handle: wanted, name = wanted, description }) {
    const larder = await connect()
    const channel = await larder.channels.create({ handle: wanted, name, description })
    output.answer(`"${channel.name}" is your channel @${channel.handle}.`, channel)
  },
})
