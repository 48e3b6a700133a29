import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { localTime } from '../../output/local-time.ts'

export const lookAtInvitation = defineCommand({
  name: 'look',
  summary: 'Show what an invitation is for, before you decide',
  arguments: { token: required('larder_inv_..., as you got it') },
  examples: [['orgs look larder_inv_4_...']],
  async run({ output, connectAnonymously }, { token }) {
    const larder = await connectAnonymously()
    const seen = await larder.organisations.invitations.look({ token })
    output.record(seen, [
      ['From', seen.invitedBy],
      ['To the', `${seen.organisation.kind} "${seen.organisation.name}"`],
      ['As', seen.role],
      ['For', seen.by === 'link' ? 'whoever has it' : 'the account of the address it was sent to'],
      ['Until', localTime(seen.expiresAt)],
    ])
  },
})
