import { defineCommand } from '../../../command/define.ts'
import { required } from '../../../command/parameter.ts'

export const endSession = defineCommand({
  name: 'end-session',
  summary: 'Sign out somewhere else, such as on a lost device',
  description:
    'The next request made with that session is refused. "larder logout --everywhere" ends all of them.',
  arguments: { id: required('Its id, as "larder account sessions" shows it') },
  examples: [['account end-session 3f9a1c0b52d7e684']],
  async run({ output, connect }, { id }) {
    const larder = await connect()
    const done = await larder.accounts.sessions.revoke({ id })
    output.answer(`The session ${id} is over.`, done)
  },
})
