import { defineCommand } from '../../command/define.ts'
import { flag } from '../../command/parameter.ts'
import { readSecrets } from '../../input/standard-input.ts'
import { askNewPassword, askSecret } from '../../input/terminal.ts'

const INSTEAD = 'Give both passwords with --password-stdin.'

export const password = defineCommand({
  name: 'password',
  summary: 'Change your password',
  description: 'Ends all your other sessions, on every device. Access tokens stay valid.',
  options: {
    passwordStdin: flag('Read two lines of standard input: the current and the new password'),
  },
  examples: [['password'], ['password --password-stdin < passwords.txt', 'In a script']],
  async run({ output, connect }, { passwordStdin }) {
    const [currentPassword = '', newPassword = ''] = passwordStdin
      ? await readSecrets('--password-stdin', ['the current password', 'the new password'])
      : [
          await askSecret('Current password', INSTEAD),
          await askNewPassword('New password', INSTEAD),
        ]
    const larder = await connect()
    const { account, expiresAt } = await larder.accounts.changePassword({
      currentPassword,
      newPassword,
    })
    output.answer('Your password is changed, and you are signed out everywhere else.', {
      account,
      expiresAt,
    })
  },
})
