import { defineCommand } from '../../../command/define.ts'
import { required, requiredChoice } from '../../../command/parameter.ts'
import { accountIdOf } from './account-id.ts'

export const setRole = defineCommand({
  name: 'role',
  summary: 'Make an account a user, staff or an administrator',
  description: 'Staff may look at accounts, administrators may change them and see the audit.',
  arguments: {
    account: required('Its e-mail address or id'),
    role: requiredChoice(['user', 'staff', 'admin'], 'On the whole server'),
  },
  examples: [['admin role bob@example.org staff'], ['admin role 7 user']],
  async run({ output, connect }, { account, role }) {
    const larder = await connect()
    const id = await accountIdOf(larder, account)
    const details = await larder.admin.accounts.setRole({ id, role })
    output.answer(`${details.email} is ${names[details.role]} now.`, details)
  },
})

const names = { user: 'a user', staff: 'staff', admin: 'an administrator' } as const
