import { defineCommand } from '../../command/define.ts'
import { localDay } from '../../output/local-time.ts'

export const listTokens = defineCommand({
  name: 'list',
  summary: 'List your access tokens',
  description: 'The secrets themselves are not kept anywhere.',
  examples: [['tokens list']],
  async run({ output, connect }) {
    const larder = await connect()
    const { items } = await larder.accounts.tokens.list()
    await output.list(items, {
      columns: [
        { title: 'ID', value: ({ id }) => id },
        { title: 'NAME', value: ({ name }) => name, shrinks: true },
        { title: 'MAY DO', value: ({ scopes }) => scopes.join(', ') },
        { title: 'CREATED', value: ({ createdAt }) => localDay(createdAt) },
        { title: 'EXPIRES', value: ({ expiresAt }) => (expiresAt ? localDay(expiresAt) : 'never') },
      ],
      empty:
        'There is no access token. Create one: larder tokens create backup --scope freezers:read',
    })
  },
})
