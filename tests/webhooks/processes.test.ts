import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { TestServer } from '#harness'
import { figure, freshDatabase, startLarder } from '#harness'
import type { Message } from './receiver.ts'
import { Receiver, status } from './receiver.ts'

/** The long version: `WEBHOOK_KILLS=20`, each of which takes half a minute. */
const KILLS = Number(process.env['WEBHOOK_KILLS'] ?? 1)

const settings = { LARDER_WEBHOOK_NETWORKS: '127.0.0.0/8' }

/** A killed process keeps what it claimed for 20 s. */
const CLAIM_MS = 20_000

describe('Given a server that is killed after it sent something and before it noted that', () => {
  const EVENTS = 4
  let larder: TestServer
  let receiver: Receiver
  let secret: string
  /** Told by a server that noted what it sends before it sent it. */
  let hasty: Receiver

  beforeAll(
    async () => {
      larder = await startLarder({ settings })
      const ada = await larder.person('ada')
      receiver = await Receiver.start()
      hasty = await Receiver.start()
      const types = ['ProductAdded' as const]
      const webhook = await ada.larder.webhooks.add({ url: receiver.url, types })
      secret = webhook.secret
      const noted = await ada.larder.webhooks.add({ url: hasty.url, types })
      const freezer = await ada.freezer({ boxes: 1_000 })
      for (let kill = 1; kill <= KILLS; kill++) {
        const before = receiver.received.length
        let killed: Promise<void> | undefined
        receiver.answer = (response) => {
          // What it is answered with no longer reaches anybody.
          killed ??= larder.kill('SIGKILL').then(() => void response.end())
        }
        hasty.answer = () => {}
        for (let n = 1; n <= EVENTS; n++) await ada.product(freezer, { box: n }).catch(() => {})
        await receiver.waitFor(before + 1)
        await killed
        receiver.answer = status(204)
        hasty.answer = status(204)
        // As far as it had sent anything, nobody has read it yet.
        hasty.received.length = 0
        await noteAsDone(noted.id)
        await larder.restart()
        const idle = async () => expect(await waiting()).toBe(0)
        await vi.waitFor(idle, { timeout: CLAIM_MS + 15_000, interval: 200 })
      }
    },
    60_000 + KILLS * 40_000,
  )

  test('when it starts again, then the same comes once more under the same webhook-id, and nothing is lost', async () => {
    const verifier = new Webhook(secret)
    const bodies = new Map<number, string>()
    for (const { headers, body } of receiver.received) {
      verifier.verify(body, headers as Record<string, string>)
      const { data } = JSON.parse(body) as Message
      expect(String(headers['webhook-id'])).toMatch(new RegExp(`-${data.id}$`))
      expect(bodies.get(data.id) ?? body).toBe(body)
      bodies.set(data.id, body)
    }
    expect([...bodies.keys()].sort()).toEqual(await added())
    const repeated = receiver.received.length - bodies.size
    expect(repeated).toBeGreaterThanOrEqual(KILLS)
    figure(
      5,
      `webhooks: ${KILLS} kills between sending and noting, ${bodies.size} events: 0 lost, ` +
        `${repeated} repeated under their webhook-id`,
    )
  })

  test('control: had it noted before it sent, then events would be missing', async () => {
    const told = new Set(hasty.messages.map(({ data }) => data.id))
    expect((await added()).filter((id) => !told.has(id)).length).toBeGreaterThan(0)
  })

  /** The events that webhooks are told of. */
  async function added(): Promise<number[]> {
    const events = larder.database.reader.selectFrom('events').select('id')
    const rows = await events.where('type', '=', 'ProductAdded').execute()
    return rows.map(({ id }) => id).sort()
  }

  async function waiting(): Promise<number> {
    const { reader } = larder.database
    const { position } = await reader
      .selectFrom('projections')
      .select('position')
      .where('name', '=', 'webhooks')
      .executeTakeFirstOrThrow()
    const behind = await reader
      .selectFrom('events')
      .select('id')
      .where((eb) => eb.or([eb('position', '>', position), eb('position', 'is', null)]))
      .execute()
    const tasks = await reader
      .selectFrom('tasks')
      .select('id')
      .where('state', '=', 'waiting')
      .execute()
    return behind.length + tasks.length
  }

  async function noteAsDone(webhookId: number): Promise<void> {
    await larder.database.writer
      .updateTable('tasks')
      .set({ state: 'done', next_try_at: null, finished_at: new Date().toISOString() })
      .where('subject', '=', `webhook-${webhookId}`)
      .execute()
  }
})

describe('Given a server that stops while it delivers', () => {
  test('when the next one starts, then it goes on at once, and the attempt that was broken off does not count', async () => {
    const larder = await startLarder({ settings })
    const ada = await larder.person('ada')
    const receiver = await Receiver.start()
    const { id } = await ada.larder.webhooks.add({ url: receiver.url })
    receiver.script.push(() => {})
    const delivery = await ada.larder.webhooks.test({ id })
    await receiver.waitFor(1)
    await larder.restart()
    await receiver.waitFor(2, 5_000)
    await expect
      .poll(() => ada.larder.webhooks.deliveries.get({ id: delivery.id }))
      .toMatchObject({ state: 'done', attempts: 1 })
  })
})

describe('Given two servers on one database', () => {
  const EVENTS = 80

  test('when things happen on both, then each is delivered once', async () => {
    const place = await freshDatabase()
    const one = await startLarder({ on: place, settings })
    const other = await startLarder({ on: place, settings })
    const ada = await one.person('ada')
    const elsewhere = other.client({ token: ada.session })
    const receiver = await Receiver.start()
    const { secret } = await elsewhere.webhooks.add({ url: receiver.url, types: ['ProductAdded'] })
    const freezer = await ada.freezer({ boxes: EVENTS })
    await Promise.all(
      Array.from({ length: EVENTS }, (_, n) => {
        const { freezers } = n % 2 === 0 ? ada.larder : elsewhere
        const product = { freezerId: freezer.id, box: n + 1, name: 'peas', typeId: 1 }
        return freezers.products.add(product)
      }),
    )
    await receiver.waitFor(EVENTS, 60_000)
    await sleep(2_000)
    const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
    expect(new Set(ids).size).toBe(EVENTS)
    expect(ids).toHaveLength(EVENTS)
    const verifier = new Webhook(secret)
    for (const { body, headers } of receiver.received) {
      verifier.verify(body, headers as Record<string, string>)
    }
    figure(4, `webhooks: ${EVENTS} events on two servers, ${ids.length} deliveries, each once`)
  })
})
