import { defineCommand } from '../../../command/define.ts'
import { localDay } from '../../../output/local-time.ts'

export const listInvitations = defineCommand({
  name: 'invitations',
  summary: 'List invitations to this server that nobody has used yet',
  description: 'Their tokens are not kept anywhere.',
  examples: [['admin invitations']],
  async run({ output, connect }) {
    const larder = await connect()
    const { items } = await larder.admin.invitations.list()
    await output.list(items, {
      columns: [
        { title: 'ID', value: ({ id }) => id },
        { title: 'FOR', value: ({ email }) => email ?? 'anybody', shrinks: true },
        { title: 'CREATED', value: ({ createdAt }) => localDay(createdAt) },
        { title: 'EXPIRES', value: ({ expiresAt }) => localDay(expiresAt) },
      ],
      empty: 'There is no invitation. Make one: larder admin invite',
    })
  },
})
