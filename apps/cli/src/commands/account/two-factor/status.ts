import { defineCommand } from '../../../command/define.ts'
import { localDay } from '../../../output/local-time.ts'

export const twoFactor = defineCommand({
  name: 'two-factor',
  summary: 'Show whether logging in asks for a code as well',
  examples: [['account two-factor']],
  async run({ output, connect }) {
    const larder = await connect()
    const status = await larder.accounts.twoFactor.status()
    output.record(status, [
      ['Two-factor log-in', status.since ? `on since ${localDay(status.since)}` : 'off'],
      ['Recovery codes left', status.recoveryCodesLeft],
    ])
  },
})
