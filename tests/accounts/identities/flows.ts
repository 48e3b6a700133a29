import { randomBytes } from 'node:crypto'
import type { Larder, RouterInputs, RouterOutputs } from '@larder/sdk'
import type { TestProvider } from './identity-provider.ts'
import { FRONT } from './identity-provider.ts'

type Finish = RouterInputs['accounts']['identities']['link']
type Newcomer = RouterInputs['accounts']['identities']['logIn']['register']
type Session = RouterOutputs['accounts']['identities']['logIn']

/** A login at a provider that nobody had before. */
export function newLogin(name: string): string {
  return `${name}.${randomBytes(4).toString('hex')}`
}

/** Begins a log-in, and goes to the provider and back. */
export async function backFrom(
  provider: TestProvider,
  larder: Larder,
  login: string,
  redirectUri = FRONT,
): Promise<Finish> {
  const { beginLogIn } = larder.accounts.identities
  const { url, verifier } = await beginLogIn({ provider: provider.name, redirectUri })
  return { callbackUrl: await provider.visit(url, login), verifier }
}

/** Logs in with an identity from beginning to end; registers with it when that is asked for. */
export async function logInWith(
  provider: TestProvider,
  larder: Larder,
  login: string,
  register?: Newcomer,
): Promise<Session> {
  const finish = await backFrom(provider, larder, login)
  return larder.accounts.identities.logIn({ ...finish, register })
}

/** Links an identity from beginning to end. */
export async function link(provider: TestProvider, larder: Larder, login: string) {
  const { identities } = larder.accounts
  const begun = await identities.beginLink({ provider: provider.name, redirectUri: FRONT })
  const callbackUrl = await provider.visit(begun.url, login)
  return identities.link({ callbackUrl, verifier: begun.verifier })
}
