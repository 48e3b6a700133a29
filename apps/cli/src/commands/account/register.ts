import { defineCommand } from '../../command/define.ts'
import { choice, flag, option } from '../../command/parameter.ts'
import { readSecrets } from '../../input/standard-input.ts'
import { ask, askNewPassword } from '../../input/terminal.ts'
import { languageOf, timeZoneOfHost } from './locale.ts'

export const register = defineCommand({
  name: 'register',
  summary: 'Create an account on the server and sign in',
  description:
    'Asks for what is missing. The password has 8 to 128 characters and is never an argument: it is asked for, or read from standard input. A server that sends mail first wants the address confirmed.',
  options: {
    email: option('<address>', 'Your e-mail address'),
    name: option('<name>', 'How others see you (default: the address up to the @)'),
    language: choice('<language>', ['en', 'fr'], 'Your language (default: that of the shell)'),
    timeZone: option('<zone>', 'What decides which day it is (default: that of this machine)'),
    invitation: option('<token>', 'An invitation, where the server asks for one'),
    adminCode: option('<code>', 'The one-time code the server printed, to be its administrator'),
    passwordStdin: flag('Read the password from the first line of standard input'),
  },
  examples: [
    ['register'],
    ['register --email ada@example.org --name Ada --time-zone Europe/Paris'],
    ['register --email ada@example.org --password-stdin < password.txt', 'In a script'],
  ],
  async run({ environment, output, settings, connectAnonymously }, values) {
    const { language, timeZone, invitation, adminCode, passwordStdin } = values
    const email = values.email ?? (await ask('E-mail address', 'Give it with --email.'))
    const [password = ''] = passwordStdin
      ? await readSecrets('--password-stdin', ['the password'])
      : [await askNewPassword('Password', 'Give the password with --password-stdin.')]
    const larder = await connectAnonymously()
    const registered = await larder.accounts.register({
      email,
      password,
      displayName: values.name ?? email.replace(/@.*/, ''),
      language: language ?? languageOf(environment),
      timeZone: timeZone ?? timeZoneOfHost(),
      invitation,
      adminCode,
    })
    if (registered.session === null) {
      const { account, expiresAt } = registered
      return output.answer(
        `Look into the mail of ${email}: it says how to go on, within 24 hours.`,
        { account, expiresAt },
      )
    }
    const { account, expiresAt } = registered
    const role = account.role === 'admin' ? ' an administrator,' : ''
    output.answer(
      `Welcome, ${account.displayName}. You are${role} signed in to ${settings.url} as ${account.email}.`,
      { account, expiresAt },
    )
  },
})
