import { defineCommand } from '../../../command/define.ts'
import { flag, required } from '../../../command/parameter.ts'
import { readSecrets } from '../../../input/standard-input.ts'
import { askSecret } from '../../../input/terminal.ts'

export const changeEmail = defineCommand({
  name: 'change-email',
  summary: 'Change the address of your account',
  description:
    'Both the present and the new address get mail. The address changes once both have confirmed, with "larder account confirm-email".',
  arguments: { address: required('The new address') },
  options: { passwordStdin: flag('Read your password from the first line of standard input') },
  examples: [
    ['account change-email ada@example.net'],
    ['account change-email ada@example.net --password-stdin < password.txt', 'In a script'],
  ],
  async run({ output, connect }, { address: newEmail, passwordStdin }) {
    const [currentPassword = ''] = passwordStdin
      ? await readSecrets('--password-stdin', ['your password'])
      : [await askSecret('Your password', 'Give the password with --password-stdin.')]
    const { accounts } = await connect()
    const done = await accounts.email.change({ newEmail, currentPassword })
    output.answer('Mail is on its way to both addresses. Confirm in both within 24 hours.', done)
  },
})
