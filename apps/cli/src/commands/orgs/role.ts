import { defineCommand } from '../../command/define.ts'
import { required, requiredChoice } from '../../command/parameter.ts'
import { memberId, organisationId } from '../../lookup/household.ts'
import { roles } from './role-option.ts'

export const setRole = defineCommand({
  name: 'role',
  summary: 'Give a member another role',
  description: 'Admins change all but owners. Only owners make owners.',
  arguments: {
    organisation: required('Its id or name'),
    member: required('Their id or name; see "larder orgs members"'),
    role: requiredChoice(roles, 'What they become'),
  },
  examples: [['orgs role home bob admin']],
  async run({ output, connect }, { organisation: wanted, member, role }) {
    const larder = await connect()
    const id = await organisationId(larder, wanted)
    const accountId = await memberId(larder, id, member)
    const done = await larder.organisations.members.setRole({ id, accountId, role })
    output.answer(`Member "${member}" is ${role} now.`, done)
  },
})
