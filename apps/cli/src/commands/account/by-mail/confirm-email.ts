import { defineCommand } from '../../../command/define.ts'
import { required } from '../../../command/parameter.ts'

export const confirmEmail = defineCommand({
  name: 'confirm-email',
  summary: 'Confirm a change of address, with the token that was mailed to either side',
  arguments: { token: required('From the mail: larder_lnk_...') },
  examples: [['account confirm-email larder_lnk_12_qX3...']],
  async run({ output, connectAnonymously }, { token }) {
    const { accounts } = await connectAnonymously()
    const answer = await accounts.email.confirmChange({ token })
    output.answer(
      answer.changed
        ? 'The address of your account is changed.'
        : `Confirmed. The address changes once the ${answer.waitsFor} has confirmed as well.`,
      answer,
    )
  },
})
