import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { Receiver, status } from './receiver.ts'

const larder = await startLarder({ settings: { LARDER_WEBHOOK_NETWORKS: '127.0.0.0/8' } })

/** Nothing listens there, and nothing is sent to what is disabled. */
const nowhere = (path = '') => ({ url: `http://127.0.0.1:9/${path}`, enabled: false })

describe('Given nothing', () => {
  test('when a webhook is added, then its secret is shown once, and the rest again and again', async () => {
    const { webhooks } = (await larder.person('ada')).larder
    const { secret, ...webhook } = await webhooks.add({
      ...nowhere('hook?of=ada#top'),
      types: ['ProductAdded', 'ProductTakenOut', 'ProductAdded'],
      description: ' the display in the kitchen ',
    })
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(webhook).toEqual({
      id: expect.any(Number),
      url: 'http://127.0.0.1:9/hook?of=ada',
      types: ['ProductAdded', 'ProductTakenOut'],
      description: 'the display in the kitchen',
      enabled: false,
      disabledBecause: null,
      formerSecretsEndAt: null,
      createdAt: expect.stringMatching(/Z$/),
    })
    expect(await webhooks.get({ id: webhook.id })).toEqual(webhook)
    expect(await webhooks.list()).toEqual({ items: [webhook] })
  })

  test.each([
    ['', 'url: is not a URL'],
    ['example.org/hook', 'url: is not a URL'],
    ['ftp://example.org/hook', 'url: is not a URL'],
    ['javascript:alert(1)', 'url: is not a URL'],
    ['file:///etc/passwd', 'url: is not a URL'],
    ['https://', 'url: is not a URL'],
    ['https://ada@example.org/hook', 'url: must not contain a user name or a password'],
    ['https://ada:olives@example.org/hook', 'url: must not contain a user name or a password'],
    [`https://example.org/${'x'.repeat(2_000)}`, 'url: must have at most 2000 characters'],
    [`https://example.org/${'é'.repeat(900)}`, 'url: must have at most 2000 characters'],
  ])('when the URL is "%s", then it is refused and why is said', async (url, why) => {
    const { webhooks } = (await larder.person('ada')).larder
    await expect(webhooks.add({ url })).rejects.toMatchObject({
      reason: 'INVALID_INPUT',
      message: expect.stringContaining(why),
    })
  })

  test('when a type of event is asked for that there is not, or that is about webhooks, then it is refused', async () => {
    const { webhooks } = (await larder.person('ada')).larder
    for (const type of ['ProductEaten', 'WebhookAdded', '']) {
      const add = webhooks.add({ ...nowhere(), types: [type as 'ProductAdded'] })
      await expect(add).rejects.toMatchObject({ reason: 'INVALID_INPUT' })
    }
  })
})

describe('Given a webhook', () => {
  test('when it is edited, then only that changes, and an edit that changes nothing records nothing', async () => {
    const ada = await larder.person('ada')
    const { webhooks, events } = ada.larder
    const { secret: _, ...webhook } = await webhooks.add(nowhere())
    const { id } = webhook
    const edited = await webhooks.edit({ id, types: ['LoggedIn'], description: 'log-ins' })
    expect(edited).toEqual({ ...webhook, types: ['LoggedIn'], description: 'log-ins' })
    expect(await webhooks.edit({ id, types: ['LoggedIn'] })).toEqual(edited)
    const moved = await webhooks.edit({ id, types: null, url: nowhere('there').url })
    expect(moved).toEqual({ ...edited, types: null, url: nowhere('there').url })
    const { items } = await events.list({ stream: `webhook-${id}`, types: ['WebhookEdited'] })
    expect(items.map(({ payload }) => payload)).toMatchObject([
      { changed: ['types', 'description'] },
      { changed: ['url', 'types'], host: '127.0.0.1:9' },
    ])
  })

  test('when another one with the same URL is added or made, then it is refused', async () => {
    const { webhooks } = (await larder.person('ada')).larder
    const one = await webhooks.add(nowhere('one'))
    const other = await webhooks.add(nowhere('other'))
    const taken = { reason: 'WEBHOOK_URL_TAKEN', details: { webhookId: one.id } }
    await expect(webhooks.add(nowhere('one'))).rejects.toMatchObject(taken)
    const edit = webhooks.edit({ id: other.id, url: nowhere('one').url })
    await expect(edit).rejects.toMatchObject(taken)
    await webhooks.remove({ id: one.id })
    await webhooks.edit({ id: other.id, url: nowhere('one').url })
    // To somebody else it is nothing.
    await (await larder.person('bob')).larder.webhooks.add(nowhere('one'))
  })

  test('when it is removed, then what waits for it is never sent', async () => {
    const ada = await larder.person('ada')
    const { webhooks } = ada.larder
    const receiver = await Receiver.start()
    receiver.answer = status(500)
    const { id } = await webhooks.add({ url: receiver.url })
    await ada.freezer()
    await receiver.waitFor(1)
    await webhooks.remove({ id })
    const subject = `webhook-${id}`
    const rows = larder.database.reader.selectFrom('tasks').select('id')
    expect(await rows.where('subject', '=', subject).execute()).toEqual([])
    for (const ask of [
      () => webhooks.get({ id }),
      () => webhooks.remove({ id }),
      () => webhooks.deliveries.list({ webhookId: id }),
    ]) {
      await expect(ask()).rejects.toMatchObject({ reason: 'NOT_FOUND' })
    }
  })

  test('when its deliveries are listed, then newest first, by state, and page by page', async () => {
    const ada = await larder.person('ada')
    const { webhooks } = ada.larder
    const receiver = await Receiver.start()
    receiver.answer = (response) => {
      response.writeHead(receiver.received.length % 2 === 0 ? 500 : 200).end()
    }
    const { id: webhookId } = await webhooks.add({ url: receiver.url })
    for (let n = 0; n < 6; n++) await ada.freezer()
    await receiver.waitFor(6)
    const waiting = () => webhooks.deliveries.list({ webhookId, state: 'waiting' })
    await expect
      .poll(async () => (await waiting()).items.map(({ attempts }) => attempts))
      .toEqual([1, 1, 1])
    const found: number[] = []
    for await (const { id } of webhooks.deliveries.list.all({ webhookId, limit: 2 })) found.push(id)
    expect(found).toHaveLength(6)
    expect(found).toEqual(found.toSorted((a, b) => b - a))
    const done = await webhooks.deliveries.list({ webhookId, state: 'done', limit: 200 })
    expect(done.items).toHaveLength(3)
    expect((await webhooks.deliveries.list({ webhookId, state: 'failed' })).items).toEqual([])
  })
})

describe('Given as many webhooks as one may have', () => {
  test('when all of twenty more are added at once, then none is too many', async () => {
    const { webhooks } = (await larder.person('ada')).larder
    const adding = Array.from({ length: 25 }, (_, n) => webhooks.add(nowhere(`${n}`)))
    const outcomes = await Promise.allSettled(adding)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
    await expect(webhooks.add(nowhere('more'))).rejects.toMatchObject({
      reason: 'WEBHOOK_LIMIT_REACHED',
      details: { limit: 20 },
    })
    const { items } = await webhooks.list()
    expect(items).toHaveLength(20)
    await webhooks.remove({ id: items[0]?.id ?? 0 })
    await webhooks.add(nowhere('more'))
  })
})

describe('Given a webhook of somebody else', () => {
  test('when it, or a delivery to it, is asked for, then the answer is that of a missing one', async () => {
    const [ada, eve] = [await larder.person('ada'), await larder.person('eve')]
    await ada.takeIn(eve, 'admin')
    const receiver = await Receiver.start()
    const hers = await ada.larder.webhooks.add({ url: receiver.url })
    const delivery = await ada.larder.webhooks.test({ id: hers.id })
    await receiver.waitFor(1)
    const { webhooks } = eve.larder
    for (const ask of [
      () => webhooks.get({ id: hers.id }),
      () => webhooks.edit({ id: hers.id, description: 'mine' }),
      () => webhooks.remove({ id: hers.id }),
      () => webhooks.rotateSecret({ id: hers.id }),
      () => webhooks.test({ id: hers.id }),
      () => webhooks.deliveries.list({ webhookId: hers.id }),
      () => webhooks.deliveries.get({ id: delivery.id }),
      () => webhooks.deliveries.resend({ id: delivery.id }),
    ]) {
      await expect(ask()).rejects.toMatchObject({ reason: 'NOT_FOUND' })
    }
    expect((await webhooks.list()).items).toEqual([])
    expect(await ada.larder.webhooks.get({ id: hers.id })).toMatchObject({ description: '' })
    expect(receiver.received).toHaveLength(1)
  })
})

describe('Given a webhook that is edited while the planner notes from where it listens', () => {
  test('then both are kept', async () => {
    const { webhooks } = (await larder.person('ada')).larder
    const { id } = await webhooks.add(nowhere('edited'))
    let editing: Promise<unknown> | undefined
    await larder.database.transaction(async (db) => {
      await db.updateTable('webhooks').set({ listens_after: 7 }).where('id', '=', id).execute()
      editing = webhooks.edit({ id, description: 'in the cellar' })
      editing.catch(() => {})
      await sleep(500)
    })
    expect(await editing).toMatchObject({ description: 'in the cellar' })
    const row = larder.database.reader.selectFrom('webhooks').select('listens_after')
    expect(await row.where('id', '=', id).execute()).toEqual([{ listens_after: 7 }])
  })
})
