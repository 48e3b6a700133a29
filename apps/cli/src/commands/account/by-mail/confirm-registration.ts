import { defineCommand } from '../../../command/define.ts'
import { required } from '../../../command/parameter.ts'

export const confirmRegistration = defineCommand({
  name: 'confirm-registration',
  summary: 'Create the account that you registered, with the token that was mailed to you',
  arguments: { token: required('From the mail: larder_lnk_...') },
  examples: [['account confirm-registration larder_lnk_12_qX3...']],
  async run({ output, connectAnonymously }, { token }) {
    const { accounts } = await connectAnonymously()
    const confirmed = await accounts.confirmRegistration({ token })
    const { email } = confirmed
    output.answer(`There is your account. Now type: larder login --email ${email}`, confirmed)
  },
})
