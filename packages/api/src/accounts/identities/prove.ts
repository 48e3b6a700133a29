import { hash } from 'node:crypto'
import type {
  Configuration,
  TokenEndpointResponse,
  TokenEndpointResponseHelpers,
} from 'openid-client'
import { DomainError } from '../../errors/map.ts'
import type { Keys } from '../../keys/keys.ts'
import type { Flow } from './flow.ts'
import { isSame, secretsOf } from './flow.ts'
import type { IdentityProviders } from './providers.ts'

/** Who somebody proved to be at a provider. */
export interface ProvenIdentity {
  provider: string
  /** The same for the same person at the same issuer, and for nobody else. */
  key: string
  email: string | null
  /** Whether the provider says that they read mail there. */
  isEmailVerified: boolean
}

type Tokens = TokenEndpointResponse & TokenEndpointResponseHelpers

/** What beginning and finishing need of a process. */
export interface FlowServices {
  keys: Keys
  identities: IdentityProviders
}

/** The address at the provider where somebody logs in. Throws PROVIDER_UNREACHABLE. */
export async function authorizationUrl(
  { keys, identities }: FlowServices,
  flow: Flow,
): Promise<string> {
  const configuration = await identities.connect(identities.get(flow.provider))
  const client = await import('openid-client')
  const { state, nonce, codeVerifier } = secretsOf(keys, flow)
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: flow.redirectUri,
    scope: 'openid email',
    code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  })
  return url.href
}

/**
 * Exchanges what the provider sent back for who it says somebody is: its signature, issuer, audience,
 * nonce and age are checked, and the code is only good with our PKCE verifier. Takes its time: call it
 * outside transactions. Throws IDENTITY_FLOW_REFUSED, IDENTITY_DECLINED, IDENTITY_NOT_PROVEN and
 * PROVIDER_UNREACHABLE.
 */
export async function proveIdentity(
  { keys, identities }: FlowServices,
  flow: Flow,
  callbackUrl: string,
): Promise<ProvenIdentity> {
  const { state, nonce, codeVerifier } = secretsOf(keys, flow)
  const callback = callbackOf(flow, callbackUrl, state)
  const provider = identities.get(flow.provider)
  const declined = callback.searchParams.get('error')
  if (declined !== null) {
    throw new DomainError('IDENTITY_DECLINED', {
      provider: provider.name,
      error: inShort(declined),
    })
  }
  const configuration = await identities.connect(provider)
  const client = await import('openid-client')
  try {
    const tokens = await client.authorizationCodeGrant(configuration, callback, {
      pkceCodeVerifier: codeVerifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    })
    const { issuer } = configuration.serverMetadata()
    return { provider: provider.name, ...(await identityIn(tokens, configuration, issuer)) }
  } catch (error) {
    throw isOutage(error)
      ? new DomainError('PROVIDER_UNREACHABLE', { provider: provider.name }, error)
      : new DomainError('IDENTITY_NOT_PROVEN', { provider: provider.name }, error)
  }
}

/** The address that the provider sent back to, if it belongs to the flow. */
function callbackOf(flow: Flow, callbackUrl: string, state: string): URL {
  const callback = URL.canParse(callbackUrl) ? new URL(callbackUrl) : undefined
  const states = callback?.searchParams.getAll('state') ?? []
  const isOurs =
    callback !== undefined &&
    callback.origin + callback.pathname === flow.redirectUri &&
    states.length === 1 &&
    isSame(states[0] ?? '', state)
  if (isOurs) return callback
  throw new DomainError('IDENTITY_FLOW_REFUSED', { problem: 'other answer' })
}

async function identityIn(
  tokens: Tokens,
  configuration: Configuration,
  issuer: string,
): Promise<Omit<ProvenIdentity, 'provider'>> {
  const claims = tokens.claims()
  if (!claims) throw new Error('There is no ID token.')
  const { email, email_verified } =
    claims['email'] === undefined ? await userInfo(tokens, configuration, claims.sub) : claims
  return {
    key: hash('sha256', JSON.stringify([issuer, claims.sub])),
    email: typeof email === 'string' && email.length <= 254 ? email : null,
    isEmailVerified: email_verified === true,
  }
}

/** Many providers tell the address only here. */
async function userInfo(
  tokens: Tokens,
  configuration: Configuration,
  subject: string,
): Promise<Record<string, unknown>> {
  if (!configuration.serverMetadata().userinfo_endpoint) return {}
  const client = await import('openid-client')
  return client.fetchUserInfo(configuration, tokens.access_token, subject)
}

/** Nobody there, or nobody well: not what the provider said, but that it said nothing. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, cause, name } = error as Error & { code?: string }
  if (name === 'TimeoutError' || code === 'OAUTH_TIMEOUT') return true
  if (error.message === 'fetch failed') return true
  if (cause instanceof Response) return cause.status >= 500
  return cause instanceof Error && isOutage(cause)
}

// Whoever made the callback chose this text.
function inShort(error: string): string {
  return /^[\w.-]{1,60}$/.test(error) ? error : 'error'
}
