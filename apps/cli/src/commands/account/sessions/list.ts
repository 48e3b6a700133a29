import { defineCommand } from '../../../command/define.ts'
import { localTime } from '../../../output/local-time.ts'

export const listSessions = defineCommand({
  name: 'sessions',
  summary: 'Show where you are signed in',
  description: 'Access tokens are not among it: see "larder tokens list".',
  examples: [
    ['account sessions'],
    ["account sessions --json | jq -r '.[] | select(.isCurrent | not) | .id'", 'All but this one'],
  ],
  async run({ output, connect }) {
    const larder = await connect()
    const { items } = await larder.accounts.sessions.list()
    await output.list(items, {
      columns: [
        { title: 'ID', value: ({ id }) => id },
        { title: 'LAST SEEN', value: ({ lastSeenAt }) => localTime(lastSeenAt) },
        { title: 'FROM', value: ({ address }) => address, shrinks: true },
        { title: 'SIGNED IN', value: ({ createdAt }) => localTime(createdAt) },
        {
          title: 'WITH',
          value: ({ device, isCurrent }) => (isCurrent ? `this one: ${device}` : device),
          wraps: true,
        },
      ],
      empty: 'You are signed in nowhere: this call is made with an access token.',
    })
  },
})
