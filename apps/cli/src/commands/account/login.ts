import { defineCommand } from '../../command/define.ts'
import { flag, option } from '../../command/parameter.ts'
import { saveProfile } from '../../config/settings.ts'
import type { Context } from '../../context.ts'
import { exitCodes } from '../../exit-codes.ts'
import { readSecrets } from '../../input/standard-input.ts'
import { ask, askSecret } from '../../input/terminal.ts'
import { Problem, usageProblem } from '../../problem.ts'
import { logInWith } from './identities/log-in-with.ts'

export const login = defineCommand({
  name: 'login',
  summary: 'Sign in with e-mail and password, with a provider, or with an access token',
  description:
    'Secrets are never arguments: they are asked for, or read from standard input. What is needed to stay signed in is kept in the configuration file, which only you can read.',
  options: {
    email: option('<address>', 'Your e-mail address'),
    passwordStdin: flag('Read the password from the first line of standard input'),
    code: option('<code>', 'Of your authenticator, or a recovery code: with two-factor log-in'),
    keepAccount: flag('Keep an account that you deleted, while it is not gone yet'),
    with: option('<provider>', 'Sign in with your identity at a provider, in a browser'),
    register: flag('With --with: create an account if none is linked to the identity'),
    invitation: option('<token>', 'With --register: an invitation, where the server asks for one'),
    tokenStdin: flag('Sign in with an access token, read from standard input'),
  },
  examples: [
    ['login'],
    ['login --email ada@example.org --password-stdin < password.txt', 'In a script'],
    ['login --with example', 'Prints an address to open, and waits until you are back'],
    ['login --token-stdin < token.txt', 'With a token of "larder tokens create"'],
    ['login --url https://larder.example.org --profile work', 'To a second server'],
  ],
  async run(context, { email, passwordStdin, tokenStdin, keepAccount, ...options }) {
    const { with: provider, register, invitation, code } = options
    if (provider !== undefined) {
      if (email === undefined && !passwordStdin && !tokenStdin) {
        return logInWith(context, provider, { register, invitation, code, keepAccount })
      }
      throw usageProblem('--with goes without --email, --password-stdin and --token-stdin.')
    }
    if (register || invitation !== undefined) {
      throw usageProblem('--register and --invitation go with --with. Or use "larder register".')
    }
    if (!tokenStdin) return loginWithPassword(context, { email, passwordStdin, code, keepAccount })
    if (email !== undefined || passwordStdin || keepAccount || code !== undefined) {
      throw usageProblem(
        'A token goes without --email, --password-stdin, --code and --keep-account.',
      )
    }
    return loginWithToken(context)
  },
})

interface Given {
  email: string | undefined
  passwordStdin: boolean
  code: string | undefined
  keepAccount: boolean
}

async function loginWithPassword(
  { output, settings, connectAnonymously }: Context,
  given: Given,
): Promise<void> {
  const { passwordStdin, keepAccount } = given
  const email = given.email ?? (await ask('E-mail address', 'Give it with --email.'))
  const instead = 'Give the password with --password-stdin, or a token with --token-stdin.'
  const [password = ''] = passwordStdin
    ? await readSecrets('--password-stdin', ['the password'])
    : [await askSecret('Password', instead)]
  const larder = await connectAnonymously()
  const logIn = (code: string | undefined) =>
    larder.accounts.logIn({ email, password, code, keepAccount })
  const { account, expiresAt } = await logIn(given.code).catch(async (error: unknown) => {
    const { isLarderError } = await import('@larder/sdk')
    if (!isLarderError(error) || error.reason !== 'TWO_FACTOR_REQUIRED') throw error
    return logIn(await ask('Code of your authenticator', 'Give it with --code.'))
  })
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
