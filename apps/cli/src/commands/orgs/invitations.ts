import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { organisationId } from '../../lookup/household.ts'
import { localTime } from '../../output/local-time.ts'

export const listInvitations = defineCommand({
  name: 'invitations',
  summary: 'List the invitations that nobody answered yet',
  arguments: { organisation: required('Its id or name') },
  examples: [['orgs invitations home']],
  async run({ output, connect }, { organisation: wanted }) {
    const larder = await connect()
    const id = await organisationId(larder, wanted)
    const { items } = await larder.organisations.invitations.list({ id })
    await output.list(items, {
      columns: [
        { title: 'ID', value: ({ id }) => id },
        { title: 'TO', value: ({ email }) => email ?? 'whoever has the link', shrinks: true },
        { title: 'ROLE', value: ({ role }) => role },
        { title: 'BY', value: ({ invitedBy }) => invitedBy.displayName, shrinks: true },
        { title: 'UNTIL', value: ({ expiresAt }) => localTime(expiresAt) },
      ],
      empty: 'No invitation is open. Invite somebody: larder orgs invite',
    })
  },
})
