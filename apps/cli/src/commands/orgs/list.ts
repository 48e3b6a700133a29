import { defineCommand } from '../../command/define.ts'

export const listOrgs = defineCommand({
  name: 'list',
  summary: 'List the households and companies that you are in',
  examples: [['orgs list'], ["orgs list --json | jq -r '.[].name'"]],
  async run({ output, connect }) {
    const larder = await connect()
    const { items } = await larder.organisations.list()
    await output.list(items, {
      columns: [
        { title: 'ID', value: ({ id }) => id },
        { title: 'NAME', value: ({ name }) => name, shrinks: true },
        { title: 'KIND', value: ({ kind }) => kind },
        { title: 'YOU ARE', value: ({ role }) => role },
        { title: 'MEMBERS', value: ({ members }) => members },
        { title: 'DEFAULT', value: ({ isDefault }) => (isDefault ? 'yes' : '') },
      ],
      empty: 'You are in none. Create one: larder orgs create household "home"',
    })
  },
})
