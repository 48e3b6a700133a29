import { defineCommand } from '../../../command/define.ts'
import { required } from '../../../command/parameter.ts'
import { id } from '../../../command/parse.ts'

export const uninvite = defineCommand({
  name: 'uninvite',
  summary: 'Take an invitation to this server back',
  description: 'Whoever used it already keeps the account.',
  arguments: {
    invitation: required('Its id, as "larder admin invitations" shows it', id),
  },
  examples: [['admin uninvite 3']],
  async run({ output, connect }, { invitation }) {
    const larder = await connect()
    output.answer(
      `Invitation ${invitation} is no good any more.`,
      await larder.admin.invitations.revoke({ id: invitation }),
    )
  },
})
