import { defineCommand } from '../../../command/define.ts'
import { flag } from '../../../command/parameter.ts'
import { readSecrets } from '../../../input/standard-input.ts'
import { askNewPassword } from '../../../input/terminal.ts'

export const setPassword = defineCommand({
  name: 'set-password',
  summary: 'Give your account its first password',
  description:
    'For accounts that were registered with an identity at a provider. Ends all your other sessions.',
  options: { passwordStdin: flag('Read the password from the first line of standard input') },
  examples: [
    ['account set-password'],
    ['account set-password --password-stdin < password.txt', 'In a script'],
  ],
  async run({ output, connect }, { passwordStdin }) {
    const [newPassword = ''] = passwordStdin
      ? await readSecrets('--password-stdin', ['the password'])
      : [await askNewPassword('Password', 'Give the password with --password-stdin.')]
    const { account, expiresAt } = await (await connect()).accounts.setPassword({ newPassword })
    output.answer('Your account has a password now.', { account, expiresAt })
  },
})
