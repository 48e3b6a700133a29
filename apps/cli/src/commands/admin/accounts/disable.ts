import { defineCommand } from '../../../command/define.ts'
import { required, requiredOption } from '../../../command/parameter.ts'
import { accountIdOf } from './account-id.ts'

export const disableAccount = defineCommand({
  name: 'disable',
  summary: 'Disable an account',
  description:
    'At once: its sessions end, its access tokens are refused, its feeds and webhooks get nothing more. Nothing is deleted.',
  arguments: { account: required('Its e-mail address or id') },
  options: { reason: requiredOption('<text>', 'Why; only administrators see it') },
  examples: [['admin disable bob@example.org --reason "asked for it by phone"']],
  async run({ output, connect }, { account, reason }) {
    const larder = await connect()
    const id = await accountIdOf(larder, account)
    const details = await larder.admin.accounts.disable({ id, reason })
    output.answer(`${details.email} is disabled.`, details)
  },
})
