import { defineCommand } from '../../command/define.ts'
import { bytesInWords } from '../../output/bytes.ts'

export const showUsage = defineCommand({
  name: 'usage',
  summary: 'Show how much of your quota is used',
  examples: [['files usage'], ['files usage --json | jq .usedBytes']],
  async run({ output, connect }) {
    const larder = await connect()
    const usage = await larder.files.usage()
    const left = Math.max(0, usage.quotaBytes - usage.usedBytes - usage.reservedBytes)
    output.record(usage, [
      ['Files', usage.files],
      ['Used', bytesInWords(usage.usedBytes)],
      ['Reserved', `${bytesInWords(usage.reservedBytes)} by unfinished uploads`],
      ['Left', `${bytesInWords(left)} of ${bytesInWords(usage.quotaBytes)}`],
    ])
  },
})
