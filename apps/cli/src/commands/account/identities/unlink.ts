import { defineCommand } from '../../../command/define.ts'
import { required } from '../../../command/parameter.ts'
import { id } from '../../../command/parse.ts'

export const unlinkIdentity = defineCommand({
  name: 'unlink',
  summary: 'Unlink an identity, so that it logs you in no more',
  description: 'Never the last way in: an account without a password keeps one identity.',
  arguments: { identity: required('Its id', id) },
  examples: [['account unlink 3']],
  async run({ output, connect }, { identity }) {
    const { accounts } = await connect()
    const done = await accounts.identities.unlink({ id: identity })
    output.answer(`Identity ${identity} is unlinked.`, done)
  },
})
