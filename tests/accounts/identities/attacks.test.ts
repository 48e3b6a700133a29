import { createHmac, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServices, IdentityProviders, keysFrom } from '@larder/api'
import { createLarder, memorySession } from '@larder/sdk'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { serveHere, startLarder } from '#harness'
import { backFrom, link, logInWith, newLogin } from './flows.ts'
import type { TokenAnswer } from './identity-provider.ts'
import { FRONT, PROGRAM, startProvider } from './identity-provider.ts'

const corner = await startProvider('corner')
const tower = await startProvider('tower')
const larder = await startLarder({ settings: { ...corner.settings, ...tower.settings } })
const anybody = () => larder.client({ session: memorySession() })

const login = newLogin('ada')
let ada: Person

beforeAll(async () => {
  ada = await larder.person('ada')
  await link(corner, ada.larder, login)
  await link(tower, ada.larder, login)
})

const { identities } = anybody().accounts
const refusedFlow = (problem: string) => ({ reason: 'IDENTITY_FLOW_REFUSED', details: { problem } })
const notProven = { reason: 'IDENTITY_NOT_PROVEN', details: { provider: 'corner' } }

/** The address that was sent back to, with some of its parameters changed. */
function altered(callbackUrl: string, changes: Record<string, string | undefined>): string {
  const url = new URL(callbackUrl)
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  return url.href
}

describe('Given an address that a provider sent back to', () => {
  test('control: when it is left alone, then it logs in', async () => {
    const finish = await backFrom(corner, anybody(), login)
    expect((await identities.logIn(finish)).account.id).toBe(ada.accountId)
  })

  test.each<[what: string, alter: (callback: string) => string]>([
    ['with another state', (callback) => altered(callback, { state: 'x'.repeat(43) })],
    ['without its state', (callback) => altered(callback, { state: undefined })],
    ['with a second state', (callback) => `${callback}&state=x`],
    ['at another host', (callback) => callback.replace('front.example', 'front.evil')],
    ['at another path', (callback) => callback.replace('/callback', '/callback/more')],
    ['at another port', (callback) => callback.replace('.org/', '.org:8443/')],
    ['over plain http', (callback) => callback.replace('https:', 'http:')],
    ['that is no address', () => 'code=1'],
  ])('when it comes %s, then it does not belong to what was begun', async (_, alter) => {
    const { callbackUrl, verifier } = await backFrom(corner, anybody(), login)
    const attempt = identities.logIn({ callbackUrl: alter(callbackUrl), verifier })
    await expect(attempt).rejects.toMatchObject(refusedFlow('other answer'))
  })

  test('when it is sent in twice, then the second time is refused', async () => {
    const finish = await backFrom(corner, anybody(), login)
    await identities.logIn(finish)
    await expect(identities.logIn(finish)).rejects.toMatchObject(refusedFlow('used'))
  })

  test('when it is sent in ten times at once, then it logs in once at most', async () => {
    const finish = await backFrom(corner, anybody(), login)
    const attempts = await Promise.allSettled(
      Array.from({ length: 10 }, () => identities.logIn(finish)),
    )
    const done = attempts.filter(({ status }) => status === 'fulfilled')
    expect(done.length).toBeLessThanOrEqual(1)
  })

  test('when its code is put into another log-in, then it proves nothing', async () => {
    const stolen = await backFrom(corner, anybody(), login)
    const own = await backFrom(corner, anybody(), newLogin('eve'))
    const code = new URL(stolen.callbackUrl).searchParams.get('code') ?? ''
    const attempt = identities.logIn({ ...own, callbackUrl: altered(own.callbackUrl, { code }) })
    await expect(attempt).rejects.toMatchObject(notProven)
  })

  test.each([
    ['says another issuer', { iss: 'https://evil.example.org' }],
    ['does not say its issuer, as it promised', { iss: undefined }],
    ['has a code that nobody issued', { code: 'x'.repeat(43) }],
    ['has no code', { code: undefined }],
  ])('when it %s, then it proves nothing', async (_, changes) => {
    const { callbackUrl, verifier } = await backFrom(corner, anybody(), login)
    const attempt = identities.logIn({ callbackUrl: altered(callbackUrl, changes), verifier })
    await expect(attempt).rejects.toMatchObject(notProven)
  })

  test('when another provider answers in place of the one that was asked, then it proves nothing', async () => {
    const begun = await identities.beginLogIn({ provider: 'corner', redirectUri: FRONT })
    const atTower = await identities.beginLogIn({ provider: 'tower', redirectUri: FRONT })
    const { searchParams } = new URL(begun.url)
    const misled = altered(atTower.url, {
      state: searchParams.get('state') ?? '',
      nonce: searchParams.get('nonce') ?? '',
      code_challenge: searchParams.get('code_challenge') ?? '',
    })
    const callbackUrl = await tower.visit(misled, login)
    const attempt = identities.logIn({ callbackUrl, verifier: begun.verifier })
    await expect(attempt).rejects.toMatchObject(notProven)
  })

  test('when it says that nobody agreed, then that is told', async () => {
    const begun = await identities.beginLogIn({ provider: 'corner', redirectUri: FRONT })
    const callbackUrl = await corner.decline(begun.url)
    const attempt = identities.logIn({ callbackUrl, verifier: begun.verifier })
    await expect(attempt).rejects.toMatchObject({
      reason: 'IDENTITY_DECLINED',
      details: { provider: 'corner', error: 'access_denied' },
    })
  })
})

describe('Given what was begun by one, and finished by another', () => {
  test('when somebody is made to finish a log-in that is not theirs, then it is refused', async () => {
    const eves = await backFrom(corner, anybody(), newLogin('eve'))
    const own = await identities.beginLogIn({ provider: 'corner', redirectUri: FRONT })
    const attempt = identities.logIn({ callbackUrl: eves.callbackUrl, verifier: own.verifier })
    await expect(attempt).rejects.toMatchObject(refusedFlow('other answer'))
  })

  test('when somebody links what another began to link, then it is refused', async () => {
    const eve = await larder.person('eve')
    const begun = await eve.larder.accounts.identities.beginLink({
      provider: 'corner',
      redirectUri: FRONT,
    })
    const callbackUrl = await corner.visit(begun.url, newLogin('eve'))
    const attempt = ada.larder.accounts.identities.link({ callbackUrl, verifier: begun.verifier })
    await expect(attempt).rejects.toMatchObject(refusedFlow('other account'))
  })

  test('when a log-in is finished as a link, or a link as a log-in, then it is refused', async () => {
    const logIn = await backFrom(corner, anybody(), newLogin('eve'))
    const asLink = ada.larder.accounts.identities.link(logIn)
    await expect(asLink).rejects.toMatchObject(refusedFlow('other purpose'))
    const begun = await ada.larder.accounts.identities.beginLink({
      provider: 'corner',
      redirectUri: FRONT,
    })
    const callbackUrl = await corner.visit(begun.url, login)
    const asLogIn = identities.logIn({ callbackUrl, verifier: begun.verifier })
    await expect(asLogIn).rejects.toMatchObject(refusedFlow('other purpose'))
  })

  test.each<[what: string, alter: (verifier: string) => string]>([
    ['is made up', () => `larder_flow_${'x'.repeat(200)}.${'x'.repeat(43)}`],
    ['is empty', () => ''],
    ['is cut', (verifier) => verifier.slice(0, -1)],
    ['names another account', (verifier) => forged(verifier, { accountId: 1 })],
    ['lasts longer', (verifier) => forged(verifier, { expiresAt: '2999-01-01T00:00:00.000Z' })],
    [
      'goes elsewhere',
      (verifier) => forged(verifier, { redirectUri: 'https://evil.example.org/' }),
    ],
    ['names another provider', (verifier) => forged(verifier, { provider: 'tower' })],
    ['has another salt', (verifier) => forged(verifier, { salt: '00'.repeat(32) })],
  ])('when the verifier %s, then it is refused', async (_, alter) => {
    const { callbackUrl, verifier } = await backFrom(corner, anybody(), login)
    const attempt = identities.logIn({ callbackUrl, verifier: alter(verifier) })
    await expect(attempt).rejects.toMatchObject(refusedFlow('unknown'))
  })
})

describe('Given an ID token that comes with a code', () => {
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey

  test.each<[what: string, tamper: (answer: TokenAnswer) => void]>([
    ['says somebody else', (answer) => rewrite(answer, { sub: 'eve' })],
    ['is for another program', (answer) => rewrite(answer, { aud: 'somebody-else' })],
    ['is of another issuer', (answer) => rewrite(answer, { iss: tower.issuer })],
    ['is over', (answer) => rewrite(answer, { exp: 1_700_000_000 })],
    ['has no signature', (answer) => rewrite(answer, {}, { alg: 'none' }, () => '')],
    ['is signed with another key', (answer) => rewrite(answer, {}, {}, signWith(stranger))],
    [
      'is signed with the client secret',
      (answer) => rewrite(answer, { sub: 'eve' }, { alg: 'HS256' }, withSecret),
    ],
    ['is no token', (answer) => Object.assign(answer, { id_token: 'hello' })],
    ['is missing', (answer) => Reflect.deleteProperty(answer, 'id_token')],
  ])('when it %s, then it proves nothing', async (_, tamper) => {
    const finish = await backFrom(corner, anybody(), login)
    corner.tamper = tamper
    try {
      await expect(identities.logIn(finish)).rejects.toMatchObject(notProven)
    } finally {
      corner.tamper = undefined
    }
  })

  test('when it is of another log-in of the same person, then its nonce gives it away', async () => {
    let first = ''
    corner.tamper = (answer) => (first = answer.id_token)
    await logInWith(corner, anybody(), login)
    const finish = await backFrom(corner, anybody(), login)
    corner.tamper = (answer) => (answer.id_token = first)
    try {
      await expect(identities.logIn(finish)).rejects.toMatchObject(notProven)
    } finally {
      corner.tamper = undefined
    }
  })

  test('when the nonce was changed on the way there, then it proves nothing', async () => {
    const begun = await identities.beginLogIn({ provider: 'corner', redirectUri: FRONT })
    const callbackUrl = await corner.visit(altered(begun.url, { nonce: 'of-eve' }), login)
    const attempt = identities.logIn({ callbackUrl, verifier: begun.verifier })
    await expect(attempt).rejects.toMatchObject(notProven)
  })

  test('control: when it is only looked at, then it logs in', async () => {
    let seen = ''
    corner.tamper = (answer) => (seen = answer.id_token)
    expect((await logInWith(corner, anybody(), login)).account.id).toBe(ada.accountId)
    corner.tamper = undefined
    expect(seen.split('.')).toHaveLength(3)
  })
})

describe('Given somewhere to be sent back to', () => {
  test.each([
    'https://evil.example.org/',
    `${FRONT}/`,
    `${FRONT}?next=https://evil.example.org`,
    `${FRONT}#`,
    'http://127.0.0.1/',
    'http://127.0.0.1:8080/callback',
    'http://127.0.0.1:8080@evil.example.org/',
    'http://localhost:8080/',
    'http://192.168.1.7:8080/',
    'javascript:alert(1)',
    '',
  ])('when it is "%s", which nobody named, then it is refused', async (redirectUri) => {
    const attempt = identities.beginLogIn({ provider: 'corner', redirectUri })
    await expect(attempt).rejects.toMatchObject({
      reason: 'REDIRECT_URI_REFUSED',
      details: { redirectUri },
    })
  })

  test.each([FRONT, PROGRAM, 'http://[::1]:49152/'])(
    'control: "%s" is good',
    async (redirectUri) => {
      const { url } = await identities.beginLogIn({ provider: 'corner', redirectUri })
      const { searchParams } = new URL(url)
      expect(Object.fromEntries(searchParams)).toMatchObject({
        redirect_uri: redirectUri,
        response_type: 'code',
        code_challenge_method: 'S256',
        code_challenge: expect.stringMatching(/^[\w-]{43}$/),
        state: expect.stringMatching(/^[\w-]{43}$/),
        nonce: expect.stringMatching(/^[\w-]{43}$/),
      })
    },
  )
})

describe('Given a log-in that was begun a while ago', () => {
  test.each([
    [9, 'done'],
    [10, 'expired'],
  ])('when %i minutes have passed, then it is: %s', async (minutes, outcome) => {
    let ahead = 0
    const { issuer, clientId, clientSecret, name } = corner
    const provider = { name, label: name, issuer, clientId, clientSecret, allowHttp: false }
    const services = createServices(larder.database, {
      keys: keysFrom(randomBytes(32)),
      clock: { now: () => new Date(Date.now() + ahead) },
      identities: new IdentityProviders({ providers: [provider], redirectUris: [FRONT] }),
    })
    const here = createLarder({ url: await serveHere(services), session: memorySession() })
    const finish = await backFrom(corner, here, login)
    ahead = minutes * 60_000
    const attempt = here.accounts.identities.logIn(finish)
    if (outcome === 'done') expect((await attempt).account.id).toBe(ada.accountId)
    else await expect(attempt).rejects.toMatchObject(refusedFlow('expired'))
  })
})

describe('Given a provider that is not there', () => {
  test('when a log-in is begun, or finished, then that is said', async () => {
    const gone = await startProvider('gone')
    const here = await startLarder({ settings: gone.settings })
    const unreachable = { reason: 'PROVIDER_UNREACHABLE', details: { provider: 'gone' } }
    const client = here.client({ session: memorySession(), retries: 0 })
    const finish = await backFrom(gone, client, login)
    await gone.stop()
    await expect(client.accounts.identities.logIn(finish)).rejects.toMatchObject(unreachable)
    await here.restart()
    const beginning = { provider: 'gone', redirectUri: FRONT }
    await expect(client.accounts.identities.beginLogIn(beginning)).rejects.toMatchObject(
      unreachable,
    )
    expect(here.logs()).not.toContain(gone.clientSecret)
  })
})

/** A verifier whose content was changed and whose seal was not. */
function forged(verifier: string, changes: object): string {
  const [, body = '', seal = ''] = /^larder_flow_([^.]+)\.(.+)$/.exec(verifier) ?? []
  const flow: object = JSON.parse(Buffer.from(body, 'base64url').toString())
  return `larder_flow_${encoded({ ...flow, ...changes })}.${seal}`
}

type Sign = (signed: string) => string

/** Changes an ID token; it keeps its signature unless it is signed anew. */
function rewrite(
  answer: { id_token: string },
  claims: object,
  header: object = {},
  sign?: Sign,
): void {
  const [head = '', body = '', signature = ''] = answer.id_token.split('.')
  const decoded = (part: string): object => JSON.parse(Buffer.from(part, 'base64url').toString())
  const signed = `${encoded({ ...decoded(head), ...header })}.${encoded({ ...decoded(body), ...claims })}`
  answer.id_token = `${signed}.${sign ? sign(signed) : signature}`
}

function signWith(key: Parameters<ReturnType<typeof createSign>['sign']>[0]): Sign {
  return (signed) => createSign('RSA-SHA256').update(signed).sign(key, 'base64url')
}

/** As somebody would who knows the secret, and nothing of the provider's key. */
function withSecret(signed: string): string {
  return createHmac('sha256', corner.clientSecret).update(signed).digest('base64url')
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
