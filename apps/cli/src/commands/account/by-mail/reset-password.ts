import { defineCommand } from '../../../command/define.ts'
import { flag, required } from '../../../command/parameter.ts'
import { readSecrets } from '../../../input/standard-input.ts'
import { askNewPassword } from '../../../input/terminal.ts'

export const resetPassword = defineCommand({
  name: 'reset-password',
  summary: 'Choose a new password, with the token that was mailed to you',
  description:
    'Ends every session, on every device. Access tokens stay valid unless you say --revoke-tokens.',
  arguments: { token: required('From the mail: larder_lnk_...') },
  options: {
    passwordStdin: flag('Read the new password from the first line of standard input'),
    revokeTokens: flag('Revoke all access tokens too: somebody else may have had your password'),
  },
  examples: [
    ['account reset-password larder_lnk_12_qX3...'],
    ['account reset-password larder_lnk_12_qX3... --password-stdin < password.txt', 'In a script'],
  ],
  async run({ output, connectAnonymously }, { token, passwordStdin, revokeTokens }) {
    const [newPassword = ''] = passwordStdin
      ? await readSecrets('--password-stdin', ['the new password'])
      : [await askNewPassword('New password', 'Give the password with --password-stdin.')]
    const { accounts } = await connectAnonymously()
    const reset = await accounts.password.reset({ token, newPassword, revokeTokens })
    const { email, tokens } = reset
    output.answer(`Your password is changed. Now type: larder login --email ${email}`, reset)
    if (tokens.revoked > 0) output.note(`Access tokens revoked: ${tokens.revoked}.`)
    if (tokens.kept > 0) {
      output.note(`Access tokens that stay valid: ${tokens.kept}. See "larder tokens list".`)
    }
  },
})
