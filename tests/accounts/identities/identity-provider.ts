import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import Provider from 'oidc-provider'
import { vi } from 'vitest'
import { afterwards } from '#harness'

// It says at length that it is not set up for production.
for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockReturnValue()

/** Where a web front end of the tests is sent back to; nobody is there. */
export const FRONT = 'https://front.example.org/callback'

/** Where a program on somebody's machine would listen; nobody does. */
export const PROGRAM = 'http://127.0.0.1:49152/'

/** What the provider knows of somebody who logs in there as `login`. */
export interface Person {
  email?: string
  email_verified?: boolean
}

export interface TokenAnswer {
  id_token: string
  access_token: string
}

/** A real OpenID Connect provider on the loopback interface, for as long as the file or the test runs. */
export interface TestProvider {
  name: string
  issuer: string
  clientId: string
  clientSecret: string
  /** What Larder has to be started with to know it. */
  settings: Record<string, string>
  /** By login; everybody else has `<login>@example.org`, and the provider vouches for it. */
  people: Map<string, Person>
  /** Gets between the provider and Larder when a code is exchanged. */
  tamper: ((answer: TokenAnswer) => void) | undefined
  /** Logs in and agrees, as a person in a browser would. Answers the address that is sent back to. */
  visit(url: string, login: string): Promise<string>
  /** Says no there. */
  decline(url: string): Promise<string>
  stop(): Promise<void>
}

/** Starts a provider. `tellsAddressInToken`: most do, the others have to be asked for it. */
export async function startProvider(
  name: string,
  { tellsAddressInToken = false }: { tellsAddressInToken?: boolean } = {},
): Promise<TestProvider> {
  const server = createServer()
  const issuer = await listen(server)
  const [clientId, clientSecret] = [`larder-at-${name}`, randomBytes(24).toString('base64url')]
  const people: TestProvider['people'] = new Map()
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        // Any port of this machine will do then.
        application_type: 'native',
        redirect_uris: ['http://127.0.0.1/', FRONT],
      },
    ],
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: !tellsAddressInToken,
    findAccount: (_, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, ...(people.get(accountId) ?? byDefault(accountId)) }),
    }),
  })
  const started: TestProvider = {
    name,
    issuer,
    clientId,
    clientSecret,
    settings: {
      [`LARDER_OIDC_${name.toUpperCase()}_ISSUER`]: issuer,
      [`LARDER_OIDC_${name.toUpperCase()}_CLIENT_ID`]: clientId,
      [`LARDER_OIDC_${name.toUpperCase()}_CLIENT_SECRET`]: clientSecret,
      LARDER_OIDC_REDIRECT_URIS: FRONT,
    },
    people,
    tamper: undefined,
    visit: (url, login) => wander(issuer, url, (prompt) => ({ prompt, login, password: 'any' })),
    decline: (url) => wander(issuer, url, () => undefined),
    stop: () => close(server),
  }
  provider.use(async (ctx, next) => {
    await next()
    if (ctx.path === '/token' && ctx.status === 200) started.tamper?.(ctx.body as TokenAnswer)
  })
  server.on('request', provider.callback())
  afterwards(() => close(server))
  return started
}

/**
 * Follows redirects with cookies and answers forms, until it is sent somewhere else. Without an answer
 * to a form it takes the way out.
 */
async function wander(
  issuer: string,
  start: string,
  answerTo: (prompt: string) => Record<string, string> | undefined,
): Promise<string> {
  const cookies = new Map<string, string>()
  let request: { url: string; form?: Record<string, string> } = { url: start }
  for (let step = 0; step < 20; step++) {
    const response = await send(request, cookies)
    const location = response.headers.get('location')
    if (location !== null) {
      const url = new URL(location, request.url).href
      if (!url.startsWith(`${issuer}/`)) return url
      request = { url }
      continue
    }
    const page = await response.text()
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]
    const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1]
    if (action === undefined || prompt === undefined) throw new Error(`No way on from: ${page}`)
    const form = answerTo(prompt)
    const wayOut = new URL(`${new URL(request.url).pathname}/abort`, issuer).href
    request = form ? { url: new URL(action, request.url).href, form } : { url: wayOut }
  }
  throw new Error('It goes round in circles.')
}

async function send(
  { url, form }: { url: string; form?: Record<string, string> },
  cookies: Map<string, string>,
): Promise<Response> {
  const response = await fetch(url, {
    redirect: 'manual',
    headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  })
  for (const cookie of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    cookies.set(name, value)
  }
  return response
}

function byDefault(login: string): Person {
  return { email: `${login}@example.org`, email_verified: true }
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
    })
  })
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
