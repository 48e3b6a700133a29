import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { organisationId } from '../../lookup/household.ts'
import { localDay } from '../../output/local-time.ts'

export const listMembers = defineCommand({
  name: 'members',
  summary: 'List who is in a household or company, and as what',
  arguments: { organisation: required('Its id or name') },
  examples: [['orgs members home']],
  async run({ output, connect }, { organisation: wanted }) {
    const larder = await connect()
    const id = await organisationId(larder, wanted)
    const { items } = await larder.organisations.members.list({ id })
    await output.list(items, {
      columns: [
        { title: 'ID', value: ({ accountId }) => accountId },
        { title: 'NAME', value: ({ displayName }) => displayName, shrinks: true },
        { title: 'ROLE', value: ({ role }) => role },
        { title: 'SINCE', value: ({ joinedAt }) => localDay(joinedAt) },
      ],
      empty: 'There is nobody in it.',
    })
  },
})
