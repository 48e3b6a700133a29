import { defineCommand } from '../../command/define.ts'
import { option, required, requiredChoice } from '../../command/parameter.ts'

export const createOrg = defineCommand({
  name: 'create',
  summary: 'Create a household or a company; you are its owner',
  arguments: {
    kind: requiredChoice(['household', 'company'], 'What it is'),
    name: required('Its name'),
  },
  options: { timeZone: option('<zone>', 'It decides what "today" is (default: that of yours)') },
  examples: [
    ['orgs create household "mountain hut"'],
    ['orgs create company "corner shop" --time-zone Europe/Paris'],
  ],
  async run({ output, connect }, { kind, name, timeZone }) {
    const larder = await connect()
    const made = await larder.organisations.create({ kind, name, timeZone })
    output.answer(`The ${kind} "${made.name}" has the id ${made.id}. You are its owner.`, made)
  },
})
