import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'

export const withdrawInvitation = defineCommand({
  name: 'withdraw',
  summary: 'Withdraw an invitation',
  arguments: { invitation: required('Its id; see "larder orgs invitations"', id) },
  examples: [['orgs withdraw 4']],
  async run({ output, connect }, { invitation }) {
    const larder = await connect()
    const done = await larder.organisations.invitations.withdraw({ id: invitation })
    output.answer(`Invitation ${invitation} is withdrawn.`, done)
  },
})
