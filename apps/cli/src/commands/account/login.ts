import { defineCommand } from '../../command/define.ts'
import { flag, option } from '../../command/parameter.ts'
import { saveProfile } from '../../config/settings.ts'
import type { Context } from '../../context.ts'
import { exitCodes } from '../../exit-codes.ts'
import { readSecrets } from '../../input/standard-input.ts'
import { ask, askSecret } from '../../input/terminal.ts'
import { Problem, usageProblem } from '../../problem.ts'

export const login = defineCommand({
  name: 'login',
  summary: 'Sign in with e-mail and password, or with an access token',
  description:
    'Secrets are never arguments: they are asked for, or read from standard input. What is needed to stay signed in is kept in the configuration file, which only you can read.',
  options: {
    email: option('<address>', 'Your e-mail address'),
    passwordStdin: flag('Read the password from the first line of standard input'),
    tokenStdin: flag('Sign in with an access token, read from standard input'),
  },
  examples: [
    ['login'],
    ['login --email ada@example.org --password-stdin < password.txt', 'In a script'],
    ['login --token-stdin < token.txt', 'With a token of "larder tokens create"'],
    ['login --url https://larder.example.org --profile work', 'To a second server'],
  ],
  async run(context, { email, passwordStdin, tokenStdin }) {
    if (!tokenStdin) return loginWithPassword(context, email, passwordStdin)
    if (email !== undefined || passwordStdin) {
      throw usageProblem('A token needs neither --email nor --password-stdin.')
    }
    return loginWithToken(context)
  },
})

async function loginWithPassword(
  { output, settings, connectAnonymously }: Context,
  givenEmail: string | undefined,
  passwordStdin: boolean,
): Promise<void> {
  const email = givenEmail ?? (await ask('E-mail address', 'Give it with --email.'))
  const instead = 'Give the password with --password-stdin, or a token with --token-stdin.'
  const [password = ''] = passwordStdin
    ? await readSecrets('--password-stdin', ['the password'])
    : [await askSecret('Password', instead)]
  const larder = await connectAnonymously()
  const { account, expiresAt } = await larder.accounts.logIn({ email, password })
  output.answer(`You are signed in to ${settings.url} as ${account.email}.`, { account, expiresAt })
}

async function loginWithToken({ output, settings, connectAnonymously }: Context): Promise<void> {
  const [line = ''] = await readSecrets('--token-stdin', ['the access token'])
  const token = line.trim()
  const larder = await connectAnonymously()
  const { valid, problem, scopes } = await larder.accounts.tokens.check({ token })
  if (!valid) throw new Problem(exitCodes.notAllowed, `The access token is ${problem}.`)
  const { url, configPath, profileName } = settings
  saveProfile(configPath, profileName, { url, token })
  output.answer(`You are signed in to ${url} with a token for ${scopes.join(', ')}.`, { scopes })
}
