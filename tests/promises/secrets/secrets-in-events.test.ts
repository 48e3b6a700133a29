import type { AnyEventType } from '@larder/api/src/event-log/define.ts'
import { eventTypes } from '@larder/api/src/events.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { samplesOf } from '../../audit/erasing/samples.ts'
import { soonLoggedUnder } from '../../audit/in-the-log.ts'
import { formsOf } from './forms-of.ts'

const larder = await startLarder()

/** Every secret of the run, and what it was. */
const secrets = new Map<string, string>()

function keep(what: string, secret: string): string {
  secrets.set(secret, what)
  return secret
}

/** Types whose texts are copies of those of other events. */
const copying: Record<string, string> = {
  ActionUndone: 'what it undoes',
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
    const { accounts, freezers, webhooks } = ada.larder
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

    const path = keep('a secret path', 'services/T024BE7LD/nobody-knows-this')
    const url = `https://93.184.215.14/${path}`
    const webhook = await webhooks.add({ url, enabled: false })
    keep('the secret of a webhook', webhook.secret)
    keep('its next secret', (await webhooks.rotateSecret({ id: webhook.id })).secret)
    await webhooks.edit({ id: webhook.id, description: 'for the shop' })
    await webhooks.remove({ id: webhook.id })

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
