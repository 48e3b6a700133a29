import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'

export const acceptInvitation = defineCommand({
  name: 'accept',
  summary: 'Join the household or company that an invitation is for',
  arguments: { token: required('larder_inv_..., as you got it') },
  examples: [['orgs accept larder_inv_4_...']],
  async run({ output, connect }, { token }) {
    const larder = await connect()
    const joined = await larder.organisations.invitations.accept({ token })
    output.answer(`You are in the ${joined.kind} "${joined.name}" now, as ${joined.role}.`, joined)
    if (joined.kind === 'household' && !joined.isDefault) {
      output.note(`To see its freezers: larder freezers list --household ${joined.id}`)
    }
  },
})
