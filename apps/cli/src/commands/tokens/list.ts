import { defineCommand } from '../../command/define.ts'

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
        { title: 'CREATED', value: ({ createdAt }) => createdAt.slice(0, 10) },
        { title: 'EXPIRES', value: ({ expiresAt }) => expiresAt?.slice(0, 10) ?? 'never' },
      ],
      empty:
        'There is no access token. Create one: larder tokens create backup --scope freezers:read',
    })
  },
})
