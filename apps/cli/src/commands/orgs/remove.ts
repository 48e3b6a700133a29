import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { memberId, organisationId } from '../../lookup/household.ts'

export const removeMember = defineCommand({
  name: 'remove',
  summary: 'Remove a member, who sees nothing of it from then on',
  arguments: {
    organisation: required('Its id or name'),
    member: required('Their id or name; see "larder orgs members"'),
  },
  examples: [['orgs remove home bob']],
  async run({ output, connect }, { organisation: wanted, member }) {
    const larder = await connect()
    const id = await organisationId(larder, wanted)
    const accountId = await memberId(larder, id, member)
    const done = await larder.organisations.members.remove({ id, accountId })
    output.answer(`Member "${member}" is removed.`, done)
  },
})
