import { defineCommand } from '../../../command/define.ts'
import { required } from '../../../command/parameter.ts'
import { accountIdOf } from './account-id.ts'
import { detailFields } from './show-details.ts'

export const showAccount = defineCommand({
  name: 'account',
  summary: 'Show an account and what belongs to it',
  description: 'For staff and administrators. Why it is disabled only administrators see.',
  arguments: { account: required('Its e-mail address or id') },
  examples: [['admin account ada@example.org'], ['admin account 7 --json']],
  async run({ output, connect }, { account }) {
    const larder = await connect()
    const details = await larder.admin.accounts.get({ id: await accountIdOf(larder, account) })
    output.record(details, detailFields(details))
  },
})
