import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashPassword } from '@larder/api'
import { Secret, TOTP } from 'otpauth'
import { beforeAll, describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { link, logInWith, newLogin } from '../../accounts/identities/flows.ts'
import { FRONT, startProvider } from '../../accounts/identities/identity-provider.ts'
import { insertVideo } from '../../videos/insert-video.ts'
import { everythingAtRest } from './at-rest.ts'
import { formsOf } from './forms-of.ts'

const provider = await startProvider('corner')
const larder = await startLarder({
  settings: {
    ...provider.settings,
    LARDER_LOG_LEVEL: 'trace',
    LARDER_WEBHOOK_NETWORKS: '127.0.0.1',
  },
})

/** Every secret of the run, and what it was. */
const secrets = new Map<string, string>()

function keep(what: string, secret: string): string {
  secrets.set(secret, what)
  return secret
}

/** Keeps a secret as it is shown, and the bytes that sign. */
function keepWebhookSecret({ secret }: { secret: string }): void {
  const bytes = Buffer.from(secret.replace('whsec_', ''), 'base64')
  keep('the secret of a webhook', secret)
  keep('the secret of a webhook, in base64', bytes.toString('base64').replace(/=+$/, ''))
  keep('the secret of a webhook, in hexadecimal', bytes.toString('hex'))
}

/** Finds secrets as they are, and in the forms that would be as good as that. */
async function found(): Promise<string[]> {
  const places = [...(await everythingAtRest(larder))]
  return [...secrets].flatMap(([secret, what]) =>
    formsOf(secret).flatMap((form) =>
      places.filter(([, text]) => text.includes(form)).map(([place]) => `${what} in ${place}`),
    ),
  )
}

describe('Given a run in which every kind of secret was issued, used, mistyped and ended', () => {
  beforeAll(async () => {
    const adminCode = /--admin-code (\S+)/.exec(larder.output())?.[1] ?? ''
    const ada = await larder.person('ada', {
      password: keep('a password that was changed', 'olives "under" the stairs'),
      adminCode: keep('the administrator code', adminCode),
    })
    keep('a session that was ended by changing the password', ada.session)
    const newPassword = keep('a password', 'seven \\ quiet umbrellas')
    const { session } = await ada.larder.accounts.changePassword({
      currentPassword: ada.password,
      newPassword,
    })
    keep('a session', session)
    const bob = await larder.person('bob', { password: keep('a password', "bob's own porridge") })
    keep('a session that was logged out', bob.session)
    const elsewhere = await bob.logIn()
    keep('a second session', elsewhere.session)
    await bob.larder.accounts.logOut()
    const { twoFactor } = elsewhere.larder.accounts
    const { secret: seed } = await twoFactor.begin({ password: bob.password })
    keep('the secret of an authenticator', seed)
    const code = new TOTP({ secret: Secret.fromBase32(seed) }).generate()
    const { recoveryCodes } = await twoFactor.confirm({ code })
    for (const recoveryCode of recoveryCodes) keep('a recovery code', recoveryCode)

    const { token } = await ada.larder.accounts.tokens.create({ name: 'script', scopes: ['*'] })
    keep('an access token', token)
    const revoked = await ada.larder.accounts.tokens.create({ name: 'old', scopes: ['admin'] })
    keep('a revoked access token', revoked.token)
    await ada.larder.accounts.tokens.revoke({ id: revoked.id })
    await larder.client({ token }).freezers.create({ name: 'kitchen', boxes: 2 })
    await larder.client({ token }).accounts.tokens.check({ token: revoked.token })

    const admitting = await ada.larder.admin.invitations.create({})
    keep('an invitation to the server', admitting.token)
    const { invitations } = ada.larder.organisations
    const open = await invitations.makeLink({ id: ada.householdId })
    keep('an invitation', open.token)
    const answered = await invitations.makeLink({ id: ada.householdId })
    keep('an invitation that was accepted', answered.token)
    const carl = await larder.person('carl', { password: keep('a password', 'carl in the attic') })
    keep('the session of a member', carl.session)
    await carl.larder.organisations.invitations.accept({ token: answered.token })

    const { webhooks } = ada.larder
    const webhook = await webhooks.add({ url: 'http://127.0.0.1:9/hook' })
    keepWebhookSecret(webhook)
    keepWebhookSecret(await webhooks.rotateSecret({ id: webhook.id }))
    await webhooks.test({ id: webhook.id })
    // Other answers are stored for replay under such a key.
    const keyed = { secret: session, idempotencyKey: 'a-key-of-ada' }
    const added = await larder.call('webhooks.add', { url: 'http://127.0.0.1:9/' }, keyed)
    keepWebhookSecret(added.data() as { secret: string })
    const login = newLogin('ada')
    keep('the secret of Larder at a provider', provider.clientSecret)
    await link(provider, larder.client({ token: session }), login)
    provider.tamper = ({ id_token, access_token }) => {
      keep('an ID token', id_token)
      keep('an access token of a provider', access_token)
    }
    const began = await logInWith(provider, larder.client(), login)
    provider.tamper = undefined
    keep('a session of a log-in at a provider', began.session)
    const { identities } = larder.client().accounts
    const begun = await identities.beginLogIn({ provider: 'corner', redirectUri: FRONT })
    keep('what finishes a log-in at a provider', begun.verifier)
    const callbackUrl = await provider.visit(begun.url, login)
    for (const name of ['code', 'state']) {
      keep(`the ${name} of a provider`, new URL(callbackUrl).searchParams.get(name) ?? '')
    }
    keep('a nonce', new URL(begun.url).searchParams.get('nonce') ?? '')
    const finished = await identities.logIn({ callbackUrl, verifier: begun.verifier })
    keep('another session of a log-in at a provider', finished.session)

    const { channels, videos } = ada.larder
    const { id: channel_id } = await channels.create({ handle: 'adas.kitchen', name: 'kitchen' })
    const hidden = await insertVideo(larder, { channel_id, privacy: 'private' })
    const lent = await videos.link({ id: hidden.publicId })
    keep('a link to a video', lent.grant)
    await (await fetch(larder.url + lent.path)).text()
    const password = keep('the password of a video', 'gingerbread for the choir')
    const password_hash = await hashPassword(password)
    const locked = await insertVideo(larder, { channel_id, privacy: 'password', password_hash })
    const { grant } = await larder.client().videos.unlock({ id: locked.publicId, password })
    keep('what opens a video', grant)
    const almost = keep('a mistyped password of a video', 'gingerbread for the quire')
    await larder.call('videos.unlock', { id: locked.publicId, password: almost })

    const serverKey = readFileSync(join(larder.directory, 'secret.key'), 'utf8')
    keep('the key of the server', serverKey.trim())

    const wrongPassword = keep('a mistyped password', 'seven quiet umbrelas')
    await larder.call('accounts.logIn', { email: ada.email, password: wrongPassword })
    await larder.call('accounts.register', {
      email: ada.email,
      password: keep('the password of a refused registration', 'already there, sorry'),
      displayName: 'ada',
      adminCode: keep('a wrong administrator code', 'no-such-code-1'),
    })
    await larder.call('accounts.whoAmI', undefined, { secret: revoked.token })
    const unknown = keep('an unknown session', `larder_ses_${'x'.repeat(40)}`)
    await larder.call('accounts.whoAmI', undefined, { secret: unknown })
    await larder.call('accounts.changePassword', '{"broken', { secret: session })
    await larder.call('accounts.logIn', { email: ada.email, password: { of: newPassword } })
    await larder.restart()
  })

  test('then none of them is in the database, in its files or in the log', async () => {
    expect(secrets.size).toBe(53)
    expect([...secrets.keys()].filter((secret) => secret.length < 8)).toEqual([])
    expect(await found()).toEqual([])
    const places = (await everythingAtRest(larder)).size
    figure(16, `${secrets.size} secrets searched in ${places} places: 0 found`)
  })

  test('control: one that is planted in a row or in the log is found', async () => {
    const eve = await larder.person('eve')
    const inRow = keep('planted in a row', 'planted where the peas are')
    const inLog = keep('planted in the log', 'planted-in-a-request-id')
    await eve.freezer({ name: inRow })
    await larder.call('accounts.whoAmI', undefined, { headers: { 'x-request-id': inLog } })
    await larder.restart()
    const hits = await found()
    expect(hits).toContain('planted in a row in the table freezers')
    expect(hits).toContain('planted in the log in the log')
  })
})
