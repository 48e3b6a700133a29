import { defineCommand } from '../../command/define.ts'
import { option, required } from '../../command/parameter.ts'
import { organisationId } from '../../lookup/household.ts'
import { usageProblem } from '../../problem.ts'

export const editOrg = defineCommand({
  name: 'edit',
  summary: 'Rename a household or company, or set its time zone',
  description:
    'With another time zone, "today" is another day from now on. Days that were written down stay as they are.',
  arguments: { organisation: required('Its id or name') },
  options: {
    name: option('<name>', 'Its new name'),
    timeZone: option('<zone>', 'Such as Europe/Paris'),
  },
  examples: [['orgs edit home --name "flat 3"'], ['orgs edit home --time-zone Asia/Tokyo']],
  async run({ output, connect }, { organisation: wanted, name, timeZone }) {
    if (name === undefined && timeZone === undefined) {
      throw usageProblem('Say what to change.', 'Give --name, --time-zone or both.')
    }
    const larder = await connect()
    const id = await organisationId(larder, wanted)
    const edited = await larder.organisations.edit({ id, name, timeZone })
    output.answer(`"${edited.name}" is in the time zone ${edited.timeZone}.`, edited)
  },
})
