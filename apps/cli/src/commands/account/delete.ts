import { defineCommand } from '../../command/define.ts'
import { flag } from '../../command/parameter.ts'
import { readSecrets } from '../../input/standard-input.ts'
import { ask, askSecret } from '../../input/terminal.ts'
import { localTime } from '../../output/local-time.ts'
import { usageProblem } from '../../problem.ts'

const INSTEAD = 'Say --yes, and give the password with --password-stdin.'

export const deleteAccount = defineCommand({
  name: 'delete',
  summary: 'Delete your account',
  description:
    'You are signed out everywhere at once, and access tokens are refused. After some days of grace the account is gone with everything that is only yours; until then "larder login --keep-account" keeps it. Export what is yours first: larder account export.',
  options: {
    yes: flag('Do not ask for the e-mail address to be typed again'),
    withoutPassword: flag(
      'For an account that has no password; log in again with your identity just before',
    ),
    passwordStdin: flag('Read the password from the first line of standard input'),
  },
  examples: [
    ['account delete'],
    ['account delete --yes --password-stdin < password.txt', 'In a script'],
  ],
  async run({ output, connect }, { yes, withoutPassword, passwordStdin }) {
    const larder = await connect()
    const { email } = await larder.accounts.whoAmI()
    if (!yes) {
      const typed = await ask(`To delete your account, type its address (${email})`, INSTEAD)
      if (typed.trim().toLowerCase() !== email.toLowerCase()) {
        throw usageProblem(`That is not ${email}.`, 'Nothing was deleted.')
      }
    }
    const password = withoutPassword ? undefined : await passwordFrom(passwordStdin)
    const left = await larder.accounts.leave({ password })
    output.answer(
      `Your account is gone on ${localTime(left.leavesAt)}. To keep it: larder login --keep-account`,
      left,
    )
  },
})

async function passwordFrom(standardInput: boolean): Promise<string> {
  if (!standardInput) return askSecret('Password', INSTEAD)
  const [password = ''] = await readSecrets('--password-stdin', ['the password'])
  return password
}
