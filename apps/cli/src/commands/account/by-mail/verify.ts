import { defineCommand } from '../../../command/define.ts'
import { required } from '../../../command/parameter.ts'

export const verify = defineCommand({
  name: 'verify',
  summary: 'Verify your address, with the token that was mailed to it',
  arguments: { token: required('From the mail: larder_lnk_...') },
  examples: [['account verify larder_lnk_12_qX3...']],
  async run({ output, connectAnonymously }, { token }) {
    const { accounts } = await connectAnonymously()
    const verified = await accounts.email.verify({ token })
    output.answer(`${verified.email} is verified.`, verified)
  },
})
