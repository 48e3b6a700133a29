import type { AnyEventType } from '@larder/api/src/event-log/define.ts'
import { eventTypes } from '@larder/api/src/events.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { backFrom, link, newLogin } from '../../accounts/identities/flows.ts'
import { startProvider } from '../../accounts/identities/identity-provider.ts'
import { samplesOf } from '../../audit/erasing/samples.ts'
import { soonLoggedUnder } from '../../audit/in-the-log.ts'
import { formsOf } from './forms-of.ts'

const provider = await startProvider('corner')
const larder = await startLarder({ settings: provider.settings })

/** Every secret of the run, and what it was. */
const secrets = new Map<string, string>()

function keep(what: string, secret: string): string {
  secrets.set(secret, what)
  return secret
}

/** Types whose texts are copies of those of other events. */
const copying: Record<string, string> = {
  ActionUndone: 'what it undoes',
  ThumbnailChosen: 'the label of a picture, which the server made up',
}

function couldHoldText(type: AnyEventType): boolean {
  return JSON.stringify(samplesOf(type)).includes('<')
}

async function log(): Promise<{ types: Set<string>; text: string }> {
  const events = await larder.database.reader.selectFrom('events').selectAll().execute()
  const types = new Set(events.map(({ type }) => type))
  return { types, text: events.map((event) => Object.values(event).join('\n')).join('\n') }
}

/** The secrets that are in the log, also in the forms that would be as good as they are. */
async function found(): Promise<string[]> {
  const { text } = await log()
  const hits = [...secrets].filter(([secret]) =>
    formsOf(secret).some((form) => text.includes(form)),
  )
  return hits.map(([, what]) => what)
}

describe('Given a run that records every type of event that could hold a text', () => {
  beforeAll(async () => {
    const adminCode = /--admin-code (\S+)/.exec(larder.output())?.[1] ?? ''
    const ada = await larder.person('ada', {
      password: keep('a password', 'olives "under" the stairs'),
      adminCode: keep('the administrator code', adminCode),
    })
    keep('a session', ada.session)
    const { accounts, freezers, organisations, webhooks } = ada.larder
    const made = await accounts.tokens.create({ name: 'script', scopes: ['freezers:read'] })
    const token = keep('an access token', made.token)

    const { products, types } = freezers
    const { id: freezerId } = await freezers.create({ name: 'kitchen', boxes: 3 })
    await freezers.edit({ id: freezerId, name: 'garage', boxes: 4 })
    const { id } = await products.add({ freezerId, box: 1, name: 'peas', typeId: 1 })
    await products.edit({ id, name: 'beans' })
    await products.move({ id, box: 2 })
    await products.takeOut({ id })
    await products.putBack({ id, box: 1 })
    await products.delete({ id })
    const other = await freezers.create({ name: 'shed', boxes: 1 })
    await freezers.delete({ id: other.id })
    const names = { en: 'berries of the hill', fr: 'baies de la colline' }
    const type = await types.add({ names, usualMonths: null })
    await types.rename({ id: type.id, language: 'de', name: 'Beeren vom Berg' })
    await types.remove({ id: type.id })

    const login = newLogin('ada')
    const identity = await link(provider, ada.larder, keep('a login at a provider', login))
    const finish = await backFrom(provider, larder.client(), login)
    keep('what finishes a log-in at a provider', finish.verifier)
    const code = new URL(finish.callbackUrl).searchParams.get('code') ?? ''
    keep('the code of a provider', code)
    const { session } = await larder.client().accounts.identities.logIn(finish)
    keep('a session of a log-in at a provider', session)
    await accounts.identities.unlink({ id: identity.id })
    const shop = await organisations.create({ kind: 'company', name: 'corner shop' })
    await organisations.edit({ id: shop.id, name: 'shop at the corner' })
    const { token: invitation } = await organisations.invitations.makeLink({ id: shop.id })
    keep('an invitation', invitation)
    const invited = keep('an invited address', 'bob.of.nowhere@example.org')
    await organisations.invitations.invite({ id: shop.id, email: invited })
    await organisations.invitations.decline({ token: invitation })
    await organisations.delete({ id: shop.id })

    const moving = await freezers.create({ name: 'chest', boxes: 1 })
    const hut = await organisations.create({ kind: 'household', name: 'hut on the hill' })
    await freezers.moveToHousehold({ id: moving.id, householdId: hut.id })
    const eve = await larder.person('eve', { password: keep('a password', 'eve under the elm') })
    await ada.larder.admin.accounts.disable({ id: eve.accountId, reason: 'nobody knows her' })

    const path = keep('a secret path', 'services/T024BE7LD/nobody-knows-this')
    const url = `https://93.184.215.14/${path}`
    const webhook = await webhooks.add({ url, enabled: false })
    keep('the secret of a webhook', webhook.secret)
    keep('its next secret', (await webhooks.rotateSecret({ id: webhook.id })).secret)
    await webhooks.edit({ id: webhook.id, description: 'for the shop' })
    await webhooks.remove({ id: webhook.id })

    const { channels, playlists, videos } = ada.larder
    const description = keep('what is said of a video', 'filmed where the peas are kept')
    const channel = await channels.create({ handle: 'adas.kitchen', name: 'kitchen' })
    const video = await videos.create({ channelId: channel.id, title: 'bread', description })
    const list = keep('the title of a playlist', 'for the evenings with eve')
    const playlist = await playlists.create({ title: list })
    await playlists.edit({ id: playlist.id, description: keep('its description', 'by the fire') })
    await playlists.add({ id: playlist.id, videoId: video.id })
    const more = await videos.create({ channelId: channel.id, title: 'more bread' })
    await playlists.add({ id: playlist.id, videoId: more.id })
    await playlists.move({ id: playlist.id, videoId: more.id, place: 0 })
    await playlists.remove({ id: playlist.id, videoId: more.id })
    await playlists.delete({ id: playlist.id })
    const garden = await channels.create({ handle: 'adas.garden', name: 'garden' })
    const about = { channelId: channel.id, title: 'bread', description, publishAt: null }
    const { id: videoId } = await videos.create(about)
    await videos.edit({ id: videoId, description: keep('a description', 'the key is under it') })
    await videos.move({ id: videoId, channelId: garden.id })
    const said = keep('a caption', 'the olives are behind the door')
    const vtt = `WEBVTT\n\n00:00.000 --> 00:01.000\n${said}\n`
    await videos.captions.put({ id: videoId, language: 'en', label: 'English', vtt })
    await videos.captions.remove({ id: videoId, language: 'en' })
    const opens = keep('the password of a video', 'only for those who know')
    await videos.setPrivacy({ id: videoId, privacy: 'password', password: opens })
    await videos.publish({ id: videoId })
    await videos.unpublish({ id: videoId })
    await videos.delete({ id: videoId })
    await videos.restore({ id: videoId })
    await videos.delete({ id: videoId })
    await videos.purge({ id: videoId })

    const name = keep('the name of a file', 'what eve must not know.txt')
    const bytes = keep('the bytes of a file', 'the olives are in the cellar')
    const file = await ada.larder.files.upload(new Blob([bytes]), { name })
    keep('the hash of a file', file.sha256)
    const { path: linked } = await ada.larder.files.link({ id: file.id })
    keep('a link to a file', linked.split('link=')[1] ?? '')

    const password = keep('a mistyped password', 'olives under the stair')
    await accounts.logIn({ email: ada.email, password }).catch(() => undefined)
    const email = keep('a mistyped address', 'addda.of.nowhere@example.org')
    await accounts.logIn({ email, password }).catch(() => undefined)
    await larder.call('freezers.create', { name: 'no', boxes: 1 }, { secret: token })
    const headers = { 'x-request-id': 'the-last-refusal' }
    const unknown = keep('an unknown session', `larder_ses_${'x'.repeat(40)}`)
    await larder.call('accounts.whoAmI', undefined, { secret: unknown, headers })
    await soonLoggedUnder(larder.database, 'the-last-refusal')
  })

  test('then none of its secrets is in the log', async () => {
    expect([...secrets.keys()].filter((secret) => secret.length < 8)).toEqual([])
    expect(await found()).toEqual([])
    const { types } = await log()
    figure(16, `${secrets.size} secrets searched in events of ${types.size} types: 0 found`)
  })

  test('then every type that could hold a text is among them, or copies one that is', async () => {
    const { types } = await log()
    const unproven = [...eventTypes.values()].filter(couldHoldText).map(({ type }) => type)
    const missing = unproven.filter((type) => !types.has(type) && !Object.hasOwn(copying, type))
    expect(missing, 'The run must record them: they could hold a secret.').toEqual([])
    expect(unproven.length).toBeGreaterThan(10)
  })

  test('control: a secret that is planted in an event is found', async () => {
    const eve = await larder.person('eve')
    await eve.freezer({ name: keep('planted in an event', 'planted where the peas are') })
    expect(await found()).toEqual(['planted in an event'])
  })
})
