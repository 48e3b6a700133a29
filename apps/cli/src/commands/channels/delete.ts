import { defineCommand } from '../../command/define.ts'
import { flag, option, required } from '../../command/parameter.ts'
import { wholeNumber } from '../../command/parse.ts'
import { handle } from '../../command/video-reference.ts'
import { ownChannel } from '../../lookup/channel.ts'
import { bytesInWords } from '../../output/bytes.ts'
import { counted } from '../../output/counted.ts'

export const deleteChannel = defineCommand({
  name: 'delete',
  summary: 'Put a channel of yours into the bin with its videos, for 30 days',
  description:
    'Nobody else sees them from then on. So that nothing goes by mistake, --videos says how many go with it; --dry-run tells.',
  arguments: { channel: required('Its handle', handle) },
  options: {
    dryRun: flag('Say what would go, and change nothing'),
    videos: option('<count>', 'How many videos go with it', wholeNumber(0)),
  },
  examples: [['channels delete kitchen --dry-run'], ['channels delete kitchen --videos 12']],
  async run({ output, connect }, { channel: wanted, dryRun, videos: confirmVideos }) {
    const larder = await connect()
    const { id, handle: name } = await ownChannel(larder, wanted)
    const gone = await larder.channels.delete({ id, dryRun, confirmVideos })
    const { videos, comments, bytes } = gone
    const what = `${counted(videos, 'video')} (${bytesInWords(bytes)}) and ${counted(comments, 'comment')}`
    output.answer(
      gone.isDeleted
        ? `@${name} is in the bin for 30 days, with ${what}. Take it out: larder channels restore ${name}`
        : `With @${name} would go ${what}. To go on: larder channels delete ${name} --videos ${videos}`,
      gone,
    )
  },
})
