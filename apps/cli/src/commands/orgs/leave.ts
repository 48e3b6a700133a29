import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { organisationId } from '../../lookup/household.ts'

export const leaveOrg = defineCommand({
  name: 'leave',
  summary: 'Leave a household or company',
  description: 'The last owner hands it over first: larder orgs hand-over.',
  arguments: { organisation: required('Its id or name') },
  examples: [['orgs leave "mountain hut"']],
  async run({ output, connect }, { organisation: wanted }) {
    const larder = await connect()
    const id = await organisationId(larder, wanted)
    output.answer(`You have left "${wanted}".`, await larder.organisations.leave({ id }))
  },
})
