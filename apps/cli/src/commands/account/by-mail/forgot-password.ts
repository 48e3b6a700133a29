import { defineCommand } from '../../../command/define.ts'
import { option } from '../../../command/parameter.ts'
import { ask } from '../../../input/terminal.ts'

export const forgotPassword = defineCommand({
  name: 'forgot-password',
  summary: 'Have a token mailed to you with which you choose a new password',
  description: 'The server says the same for every address, whether anybody has it or not.',
  options: { email: option('<address>', 'The address of your account') },
  examples: [['account forgot-password'], ['account forgot-password --email ada@example.org']],
  async run({ output, connectAnonymously }, values) {
    const email = values.email ?? (await ask('E-mail address', 'Give it with --email.'))
    const { accounts } = await connectAnonymously()
    const done = await accounts.password.forgot({ email })
    output.answer(
      `If ${email} is the address of an account, mail is on its way there. It says what to type, within one hour.`,
      done,
    )
  },
})
