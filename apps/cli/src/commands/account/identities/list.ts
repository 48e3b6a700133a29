import { defineCommand } from '../../../command/define.ts'
import { localTime } from '../../../output/local-time.ts'

export const listIdentities = defineCommand({
  name: 'identities',
  summary: 'List the identities at providers that log you in',
  examples: [['account identities'], ['account identities --json | jq -r ".[].provider"']],
  async run({ output, connect }) {
    const { accounts } = await connect()
    const { items, hasPassword } = await accounts.identities.list()
    await output.list(items, {
      columns: [
        { title: 'ID', value: ({ id }) => id },
        { title: 'PROVIDER', value: ({ label }) => label },
        { title: 'THERE', value: ({ email }) => email, shrinks: true },
        { title: 'LINKED', value: ({ createdAt }) => localTime(createdAt) },
        {
          title: 'LAST USED',
          value: ({ lastUsedAt }) => (lastUsedAt ? localTime(lastUsedAt) : 'never'),
        },
      ],
      empty: 'No identity is linked. Link one: larder account link <provider>',
    })
    if (!hasPassword)
      output.note('Your account has no password. Set one: larder account set-password')
  },
})
