import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { fold } from '../../lookup/fold.ts'
import { notFoundProblem } from '../../problem.ts'

export const revokeToken = defineCommand({
  name: 'revoke',
  summary: 'Revoke an access token',
  description: 'The next request made with it is refused.',
  arguments: { token: required('Its id or name, as "larder tokens list" shows them') },
  examples: [['tokens revoke backup'], ['tokens revoke 3']],
  async run({ output, connect }, { token: wanted }) {
    const { tokens } = (await connect()).accounts
    const { items } = await tokens.list()
    const token =
      items.find(({ id }) => String(id) === wanted) ??
      items.find(({ name }) => fold(name) === fold(wanted))
    if (!token) {
      throw notFoundProblem(`You have no access token "${wanted}".`, 'See: larder tokens list')
    }
    const done = await tokens.revoke({ id: token.id })
    output.answer(`The access token "${token.name}" is revoked.`, done)
  },
})
