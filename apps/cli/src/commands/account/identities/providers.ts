import { defineCommand } from '../../../command/define.ts'

export const listProviders = defineCommand({
  name: 'providers',
  summary: 'List the providers that one can log in with on this server',
  examples: [['account providers']],
  async run({ output, connect }) {
    const { accounts } = await connect()
    const { items } = await accounts.identities.providers()
    await output.list(items, {
      columns: [
        { title: 'PROVIDER', value: ({ name }) => name },
        { title: 'NAME', value: ({ label }) => label, shrinks: true },
      ],
      empty: 'There is none: the operator names them with LARDER_OIDC_<NAME>_ISSUER.',
    })
  },
})
