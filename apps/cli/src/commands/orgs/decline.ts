import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'

export const declineInvitation = defineCommand({
  name: 'decline',
  summary: 'Decline an invitation, for good',
  description: 'Nobody is told by whom. You need not be signed in.',
  arguments: { token: required('larder_inv_..., as you got it') },
  examples: [['orgs decline larder_inv_4_...']],
  async run({ output, connectAnonymously }, { token }) {
    const larder = await connectAnonymously()
    const done = await larder.organisations.invitations.decline({ token })
    output.answer('The invitation is declined.', done)
  },
})
