import { defineCommand } from '../../../command/define.ts'
import { required } from '../../../command/parameter.ts'
import { accountIdOf } from './account-id.ts'

export const enableAccount = defineCommand({
  name: 'enable',
  summary: 'Enable an account that was disabled',
  description: 'Its access tokens and webhooks work again; its owner has to log in anew.',
  arguments: { account: required('Its e-mail address or id') },
  examples: [['admin enable bob@example.org']],
  async run({ output, connect }, { account }) {
    const larder = await connect()
    const details = await larder.admin.accounts.enable({ id: await accountIdOf(larder, account) })
    output.answer(`${details.email} is enabled.`, details)
  },
})
