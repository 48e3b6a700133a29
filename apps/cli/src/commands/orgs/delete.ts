import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { organisationId } from '../../lookup/household.ts'

export const deleteOrg = defineCommand({
  name: 'delete',
  summary: 'Delete a household or company that holds nothing any more',
  description:
    'Freezers go elsewhere first: larder freezers move-to. Only an owner deletes, and it is gone for all members.',
  arguments: { organisation: required('Its id or name') },
  examples: [['orgs delete "mountain hut"']],
  async run({ output, connect }, { organisation: wanted }) {
    const larder = await connect()
    const id = await organisationId(larder, wanted)
    output.answer(`"${wanted}" is deleted.`, await larder.organisations.delete({ id }))
  },
})
