import { isIP } from 'node:net'
import type { ClientAuth, Configuration } from 'openid-client'
import { DomainError } from '../../errors/map.ts'

/** An OpenID Connect provider, as the operator configured it. */
export interface IdentityProvider {
  name: string
  /** What people see: "Log in with ...". */
  label: string
  issuer: string
  clientId: string
  /** Without one, Larder is a public client there and relies on PKCE alone. */
  clientSecret: string | undefined
  /** Plain http although the issuer is not on this machine. */
  allowHttp: boolean
}

export interface IdentitySettings {
  providers: readonly IdentityProvider[]
  /** Where providers may send people back to, beside a program on their own machine. */
  redirectUris: readonly string[]
}

const ANSWERS_WITHIN_SECONDS = 10

/** What a provider says of itself is asked for anew after so long. */
const KNOWN_FOR_MS = 3_600_000

/** The providers of a process. What they say of themselves is asked for when it is first needed. */
export class IdentityProviders {
  readonly providers: readonly IdentityProvider[]
  readonly #redirectUris: ReadonlySet<string>
  readonly #known = new Map<string, { since: number; configuration: Promise<Configuration> }>()

  constructor({ providers, redirectUris }: IdentitySettings = { providers: [], redirectUris: [] }) {
    this.providers = providers
    this.#redirectUris = new Set(redirectUris)
  }

  /** Throws NOT_FOUND. */
  get(name: string): IdentityProvider {
    const provider = this.providers.find((candidate) => candidate.name === name)
    if (provider) return provider
    throw new DomainError('NOT_FOUND', { what: 'identity provider', id: name })
  }

  /** Throws REDIRECT_URI_REFUSED for anywhere that the operator did not name. */
  requireRedirectUri(redirectUri: string): void {
    if (this.#redirectUris.has(redirectUri) || isOnOwnMachine(redirectUri)) return
    throw new DomainError('REDIRECT_URI_REFUSED', { redirectUri })
  }

  /** A provider with what it says of itself. Throws PROVIDER_UNREACHABLE. */
  async connect(provider: IdentityProvider): Promise<Configuration> {
    let known = this.#known.get(provider.name)
    if (!known || Date.now() - known.since >= KNOWN_FOR_MS) {
      known = { since: Date.now(), configuration: discover(provider) }
      this.#known.set(provider.name, known)
    }
    try {
      return await known.configuration
    } catch (cause) {
      if (this.#known.get(provider.name) === known) this.#known.delete(provider.name)
      throw new DomainError('PROVIDER_UNREACHABLE', { provider: provider.name }, cause)
    }
  }
}

async function discover(provider: IdentityProvider): Promise<Configuration> {
  const { issuer, clientId, clientSecret, allowHttp } = provider
  // Two megabytes of memory that only those who have providers need.
  const client = await import('openid-client')
  const server = new URL(issuer)
  const isPlain = server.protocol === 'http:' && (allowHttp || isLoopback(server.hostname))
  return client.discovery(
    server,
    clientId,
    {},
    clientSecret === undefined ? client.None() : withSecret(client, clientSecret),
    {
      timeout: ANSWERS_WITHIN_SECONDS,
      execute: [
        // Whoever stands between us and the provider must not be able to say who somebody is.
        client.enableNonRepudiationChecks,
        ...(isPlain ? [client.allowInsecureRequests] : []),
      ],
    },
  )
}

// What a provider that says nothing expects is the header.
function withSecret(client: typeof import('openid-client'), clientSecret: string): ClientAuth {
  const [header, body] = [
    client.ClientSecretBasic(clientSecret),
    client.ClientSecretPost(clientSecret),
  ]
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    return (methods.includes('client_secret_basic') ? header : body)(server, ...rest)
  }
}

/** A program that listens on the machine of whoever logs in, at whatever port is free (RFC 8252). */
function isOnOwnMachine(redirectUri: string): boolean {
  return (
    /^http:\/\/(127\.0\.0\.1|\[::1\]):\d{1,5}\/$/.test(redirectUri) && URL.canParse(redirectUri)
  )
}

/** Whether a host name stands for this very machine. */
export function isLoopback(hostname: string): boolean {
  if (hostname === 'localhost' || hostname === '[::1]') return true
  return isIP(hostname) === 4 && hostname.startsWith('127.')
}
