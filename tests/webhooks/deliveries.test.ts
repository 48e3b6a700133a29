import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { Receiver, status } from './receiver.ts'

const larder = await startLarder({ settings: { LARDER_WEBHOOK_NETWORKS: '127.0.0.0/8' } })

/** Somebody with a webhook for everything, and where it leads. */
async function listening(name: string, types: ('ProductAdded' | 'FreezerCreated')[] | null = null) {
  const person = await larder.person(name)
  const receiver = await Receiver.start()
  const webhook = await person.larder.webhooks.add({ url: receiver.url, types })
  return { person, receiver, webhook, webhooks: person.larder.webhooks }
}

describe('Given a webhook for every type of event', () => {
  test('when something happens in the household, then the event is posted, signed, and the delivery says so', async () => {
    const { person, receiver, webhook, webhooks } = await listening('ada')
    const freezer = await person.freezer({ name: 'garage' })
    await receiver.waitFor(1)
    const [{ headers, body }] = receiver.received as [(typeof receiver.received)[number]]
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'Larder' })
    const message = new Webhook(webhook.secret).verify(body, headers as Record<string, string>)
    const { items } = await person.larder.events.list({ types: ['FreezerCreated'] })
    const [{ requestId, address, ...event }] = items as [(typeof items)[number]]
    expect(message).toEqual({ type: 'FreezerCreated', timestamp: event.at, data: event })
    expect(event.payload).toMatchObject({ name: freezer.name })
    expect(body).not.toMatch(/requestId|address|127\.0\.0\.1/)

    const [delivery] = (await webhooks.deliveries.list({ webhookId: webhook.id })).items
    expect(delivery).toMatchObject({
      webhookId: webhook.id,
      messageId: headers['webhook-id'],
      eventId: event.id,
      type: 'FreezerCreated',
      state: 'done',
      attempts: 1,
      nextTryAt: null,
      outcome: 'HTTP 204.',
    })
    expect(delivery && (await webhooks.deliveries.get({ id: delivery.id }))).toEqual(delivery)
  })

  test('control: what was tampered with, is old, or was signed with another secret is refused', async () => {
    const { person, receiver, webhook } = await listening('ada')
    const other = await listening('bob')
    await person.freezer()
    await receiver.waitFor(1)
    const [{ headers, body }] = receiver.received as [(typeof receiver.received)[number]]
    const sent = headers as Record<string, string>
    const verify = (text: string, changes = {}, secret = webhook.secret) =>
      new Webhook(secret).verify(text, { ...sent, ...changes })
    expect(verify(body)).toBeDefined()
    expect(() => verify(body.replace('FreezerCreated', 'FreezerDeleted'))).toThrow(/signature/i)
    expect(() => verify(body, { 'webhook-id': '1-1' })).toThrow(/signature/i)
    expect(() => verify(body, {}, other.webhook.secret)).toThrow(/signature/i)
    const old = String(Number(sent['webhook-timestamp']) - 600)
    expect(() => verify(body, { 'webhook-timestamp': old })).toThrow(/too old/i)
    const later = String(Number(sent['webhook-timestamp']) + 1)
    expect(() => verify(body, { 'webhook-timestamp': later })).toThrow(/signature/i)
  })

  test('when it was added, changed and tried out, then it is told only of the trial: there is no end otherwise', async () => {
    const { person, receiver, webhook, webhooks } = await listening('ada')
    await webhooks.edit({ id: webhook.id, description: 'for the kitchen display' })
    await webhooks.rotateSecret({ id: webhook.id })
    const planned = await webhooks.test({ id: webhook.id })
    expect(planned).toMatchObject({ type: 'WebhookTested', state: 'waiting', attempts: 0 })
    await receiver.waitFor(1)
    await webhooks.deliveries.resend({ id: planned.id })
    await receiver.waitFor(2)
    await person.freezer()
    await receiver.waitFor(3)
    expect(receiver.types).toEqual(['WebhookTested', 'WebhookTested', 'FreezerCreated'])
    const { items } = await person.larder.events.list({ stream: `webhook-${webhook.id}` })
    expect(items.map(({ type }) => type)).toEqual([
      'WebhookAdded',
      'WebhookEdited',
      'WebhookSecretRotated',
      'WebhookTested',
      'WebhookDeliveryResent',
    ])
  })
})

describe('Given a webhook for one type of event', () => {
  test('when others happen too, then it gets that type only', async () => {
    const { person, receiver } = await listening('ada', ['ProductAdded'])
    const freezer = await person.freezer()
    const peas = await person.product(freezer)
    await person.larder.freezers.products.takeOut({ id: peas.id })
    await person.product(freezer, { name: 'beans' })
    await receiver.waitFor(2)
    expect(receiver.types).toEqual(['ProductAdded', 'ProductAdded'])
  })
})

describe('Given events that happened before', () => {
  test('when a webhook is added, then it gets what comes after it, and nothing else', async () => {
    const ada = await larder.person('ada')
    const receiver = await Receiver.start()
    for (let n = 0; n < 20; n++) await ada.freezer({ name: `before ${n}` })
    await ada.larder.webhooks.add({ url: receiver.url })
    await ada.freezer({ name: 'after' })
    await receiver.waitFor(1)
    expect(receiver.messages.map(({ data }) => data.payload['name'])).toEqual(['after'])
  })

  test('when a webhook was disabled meanwhile, then what happened then is never sent', async () => {
    const { person, receiver, webhook, webhooks } = await listening('ada')
    await webhooks.edit({ id: webhook.id, enabled: false })
    await person.freezer({ name: 'meanwhile' })
    await webhooks.edit({ id: webhook.id, enabled: true })
    await person.freezer({ name: 'again' })
    await receiver.waitFor(1)
    expect(receiver.messages.map(({ data }) => data.payload['name'])).toEqual(['again'])
  })
})

describe('Given two people in two households', () => {
  test('when things happen in both, then each webhook is told of its own', async () => {
    const ada = await listening('ada', ['FreezerCreated'])
    const bob = await listening('bob', ['FreezerCreated'])
    await ada.person.freezer({ name: 'of ada' })
    await bob.person.freezer({ name: 'of bob' })
    await Promise.all([ada.receiver.waitFor(1), bob.receiver.waitFor(1)])
    const names = (receiver: Receiver) => receiver.messages.map(({ data }) => data.payload['name'])
    expect(names(ada.receiver)).toEqual(['of ada'])
    expect(names(bob.receiver)).toEqual(['of bob'])
  })

  test('when one is taken into the other household, then the webhook is told of both, and when they have left, of the one', async () => {
    const ada = await listening('ada', ['FreezerCreated'])
    const bob = await larder.person('bob')
    await bob.takeIn(ada.person, 'viewer')
    await bob.freezer({ name: 'shared' })
    await ada.receiver.waitFor(1)
    expect(ada.receiver.messages[0]?.data.payload).toMatchObject({ name: 'shared' })
    await ada.person.larder.organisations.leave({ id: bob.householdId })
    await bob.freezer({ name: 'no longer shared' })
    await ada.person.freezer({ name: 'own' })
    await ada.receiver.waitFor(2)
    expect(ada.receiver.messages[1]?.data.payload).toMatchObject({ name: 'own' })
  })

  test('when somebody leaves after a delivery was planned, then it is not sent any more', async () => {
    const ada = await listening('ada', ['FreezerCreated'])
    const bob = await larder.person('bob')
    await bob.takeIn(ada.person, 'viewer')
    ada.receiver.script.push(status(500))
    await bob.freezer({ name: 'shared' })
    await ada.receiver.waitFor(1)
    await ada.person.larder.organisations.leave({ id: bob.householdId })
    const [delivery] = (await ada.webhooks.deliveries.list({ webhookId: ada.webhook.id })).items
    expect(delivery).toMatchObject({ state: 'waiting', attempts: 1, outcome: 'HTTP 500.' })
    await ada.webhooks.deliveries.resend({ id: delivery?.id ?? 0 })
    await expect
      .poll(() => ada.webhooks.deliveries.get({ id: delivery?.id ?? 0 }), { timeout: 10_000 })
      .toMatchObject({
        state: 'failed',
        outcome: 'The owner of the webhook may not see this event any more.',
      })
    expect(ada.receiver.received).toHaveLength(1)
  })
})

describe('Given many events at once', () => {
  const EVENTS = 100

  test('when they are delivered, then each comes once, under an id of its own', async () => {
    const { person, receiver, webhook } = await listening('ada', ['ProductAdded'])
    const freezer = await person.freezer({ boxes: EVENTS })
    await Promise.all(
      Array.from({ length: EVENTS }, (_, box) => person.product(freezer, { box: box + 1 })),
    )
    await receiver.waitFor(EVENTS, 60_000)
    const verifier = new Webhook(webhook.secret)
    for (const { body, headers } of receiver.received) {
      verifier.verify(body, headers as Record<string, string>)
    }
    const ids = new Set(receiver.received.map(({ headers }) => headers['webhook-id']))
    expect(ids.size).toBe(EVENTS)
    expect(receiver.received).toHaveLength(EVENTS)
    figure(
      4,
      `webhooks: ${EVENTS} events at once: ${receiver.received.length} deliveries, each once`,
    )
  })
})
