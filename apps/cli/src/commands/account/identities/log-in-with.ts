import type { Context } from '../../../context.ts'
import { ask } from '../../../input/terminal.ts'
import { languageOf, timeZoneOfHost } from '../locale.ts'
import { throughBrowser } from './through-browser.ts'

interface HowTo {
  register: boolean
  invitation: string | undefined
  code: string | undefined
  keepAccount: boolean
}

/** Logs in with an identity at a provider; registers with it only when that was asked for. */
export async function logInWith(
  { environment, output, settings, connectAnonymously }: Context,
  provider: string,
  { register, invitation, keepAccount, ...given }: HowTo,
): Promise<void> {
  const { identities } = (await connectAnonymously()).accounts
  const finish = await throughBrowser(
    (redirectUri) => identities.beginLogIn({ provider, redirectUri }),
    output.note,
  )
  const newcomer = { language: languageOf(environment), timeZone: timeZoneOfHost(), invitation }
  const howTo = { ...finish, keepAccount, register: register ? newcomer : undefined }
  const { account, expiresAt } = await identities.logIn(howTo).catch(async (error: unknown) => {
    const { isLarderError } = await import('@larder/sdk')
    if (!isLarderError(error) || error.reason !== 'IDENTITY_NEEDS_CODE') throw error
    const code = given.code ?? (await ask('Code of your authenticator', 'Give it with --code.'))
    return identities.logIn({ ...howTo, code, proof: error.details.proof })
  })
  output.answer(`You are signed in to ${settings.url} as ${account.email}.`, { account, expiresAt })
}
