import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Answer, Person } from '#harness'
import { figure, startLarder } from '#harness'

const larder = await startLarder()
const neighbour = await startLarder({ on: larder })

let ada: Person
let freezerId: number

beforeAll(async () => {
  ada = await larder.person('ada')
  freezerId = (await ada.freezer()).id
})

/** Adds peas, as plain HTTP, so that the bytes of the answer are seen. */
function add(
  key: string | undefined,
  name: string,
  { person = ada, server = larder } = {},
): Promise<Answer> {
  return server.call(
    'freezers.products.add',
    { freezerId, box: 1, name, typeId: 1 },
    { secret: person.session, ...(key === undefined ? {} : { idempotencyKey: key }) },
  )
}

async function countOf(name: string): Promise<{ products: number; events: number }> {
  const { items } = await ada.larder.freezers.products.list({ where: { name: { eq: name } } })
  const events = await larder.database.reader
    .selectFrom('events')
    .select('id')
    .where('payload', 'like', `%"name":"${name}"%`)
    .execute()
  return { products: items.length, events: events.length }
}

const once = { products: 1, events: 1 }

describe('Given a command with an idempotency key', () => {
  test('when it is sent 100 times, over a restart too, then it happens once and answers byte for byte the same', async () => {
    const [key, name] = [randomUUID(), 'patient peas']
    const answers: Answer[] = []
    for (let n = 0; n < 50; n++) answers.push(await add(key, name))
    await larder.restart()
    for (let n = 0; n < 50; n++) answers.push(await add(key, name))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(200)
    expect(await countOf(name)).toEqual(once)
    figure(9, `one key ${answers.length} times, over a restart: 1 answer, 1 product, 1 event`)
  })

  test('when it is sent 50 times at once, to two servers, then it happens once and answers byte for byte the same', async () => {
    const [key, name] = [randomUUID(), 'hasty peas']
    const servers = Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? larder : neighbour))
    const answers = await Promise.all(servers.map((server) => add(key, name, { server })))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(200)
    expect(await countOf(name)).toEqual(once)
    figure(9, `one key ${answers.length} times at once, to 2 servers: 1 answer, 1 product, 1 event`)
  })

  test('when it is sent with another input, then it is refused with 422 and nothing happens', async () => {
    const key = randomUUID()
    expect((await add(key, 'first peas')).status).toBe(200)
    const second = await add(key, 'other peas')
    expect(second.status).toBe(422)
    expect(second.error()?.data).toMatchObject({
      reason: 'IDEMPOTENCY_KEY_REUSED',
      details: { key },
    })
    expect(await countOf('other peas')).toEqual({ products: 0, events: 0 })
  })

  test('when another account uses the same key, then its command happens as well', async () => {
    const bob = await larder.person('bob')
    await ada.takeIn(bob)
    const [key, name] = [randomUUID(), 'shared peas']
    const hers = await add(key, name)
    const his = await add(key, name, { person: bob })
    expect([hers.status, his.status]).toEqual([200, 200])
    expect(his.body).not.toBe(hers.body)
    expect(await countOf(name)).toEqual({ products: 2, events: 2 })
  })

  test('when another procedure gets the same key, then it happens as well', async () => {
    const key = randomUUID()
    const { id } = (await add(key, 'moving peas')).data() as { id: number }
    const options = { secret: ada.session, idempotencyKey: key }
    const moved = await larder.call('freezers.products.move', { id, box: 2 }, options)
    expect(moved.data()).toMatchObject({ id, box: 2 })
  })

  test('when it was refused, then the key is still free', async () => {
    const key = randomUUID()
    const options = { secret: ada.session, idempotencyKey: key }
    const missing = { freezerId, box: 99, name: 'peas', typeId: 1 }
    expect((await larder.call('freezers.products.add', missing, options)).status).toBe(422)
    expect((await add(key, 'late peas')).status).toBe(200)
  })

  test('control: without a key, every repetition is a product more', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => add(undefined, 'loose peas')),
    )
    expect(new Set(answers.map(({ body }) => body)).size).toBe(10)
    expect(await countOf('loose peas')).toEqual({ products: 10, events: 10 })
  })
})
