import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { memberId, organisationId } from '../../lookup/household.ts'

export const handOver = defineCommand({
  name: 'hand-over',
  summary: 'Make another member owner in your place; you become an admin',
  arguments: {
    organisation: required('Its id or name'),
    member: required('Their id or name; see "larder orgs members"'),
  },
  examples: [['orgs hand-over home bob']],
  async run({ output, connect }, { organisation: wanted, member }) {
    const larder = await connect()
    const id = await organisationId(larder, wanted)
    const accountId = await memberId(larder, id, member)
    const handed = await larder.organisations.handOver({ id, accountId })
    output.answer(`Member "${member}" is owner of "${handed.name}" now.`, handed)
  },
})
