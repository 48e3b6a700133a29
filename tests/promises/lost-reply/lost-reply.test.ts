import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLarder } from '@larder/sdk'
import { beforeAll, describe, expect, test } from 'vitest'
import { figure, rawCall, startLarder } from '#harness'
import { lossyLine } from '../../sdk/lossy-line.ts'

/** The long version: `KILLS=1000`. */
const KILLS = Number(process.env['KILLS'] ?? 20)
const WRITERS = 8
const LONG_ENOUGH = 100

const larder = await startLarder()
const ada = await larder.person('ada')
const { id: freezerId } = await ada.freezer({ boxes: 1000 })
const line = await lossyLine(larder.url)

/** Kills the server when it has answered a request, and nobody got that answer. */
async function killBetweenCommitAndReply(): Promise<void> {
  line.repliesToLose = 1
  while (line.repliesToLose > 0) await sleep(1)
  await larder.kill()
}

describe('Given a server that is killed while the SDK adds products, every second time just before a reply', () => {
  const acknowledged: string[] = []
  const lost = new Set<string>()

  beforeAll(
    async () => {
      const sdk = createLarder({ url: line.url, token: ada.session, retries: LONG_ENOUGH })
      const pending = new Set<string>()
      let isOver = false
      const work = Promise.all(Array.from({ length: WRITERS }, keepAdding))
      for (let kills = 0; kills < KILLS; kills++) {
        const already = acknowledged.length
        while (acknowledged.length === already) await sleep(1)
        await sleep(Math.random() * 50)
        await (kills % 2 === 0 ? larder.kill() : killBetweenCommitAndReply())
        const there = await timesAdded()
        for (const name of pending) if (there.has(name)) lost.add(name)
        await larder.restart()
      }
      isOver = true
      await work

      async function keepAdding(): Promise<void> {
        while (!isOver) {
          const name = randomUUID()
          pending.add(name)
          const box = 1 + (acknowledged.length % 1000)
          await sdk.freezers.products.add({ freezerId, box, name, typeId: 1 })
          acknowledged.push(name)
          pending.delete(name)
        }
      }
    },
    60_000 + KILLS * 10_000,
  )

  test('then everything was added once: nothing twice, and nothing is missing', async () => {
    const times = await timesAdded()
    expect(acknowledged.filter((name) => times.get(name) !== 1)).toEqual([])
    expect(times.size).toBe(acknowledged.length)
    expect(await eventsAdded()).toBe(acknowledged.length)
    expect(lost.size).toBeGreaterThan(0)
    figure(
      10,
      `${KILLS} kills, ${acknowledged.length} adds, the reply to ${lost.size} lost after the commit: 0 doubles, 0 lost`,
    )
  })
})

test('control: whoever repeats without a key adds it twice', async () => {
  const name = randomUUID()
  const add = () =>
    rawCall(
      line.url,
      'freezers.products.add',
      { freezerId, box: 1, name, typeId: 1 },
      { secret: ada.session },
    )
  const [first] = await Promise.allSettled([add(), killBetweenCommitAndReply()])
  expect(first.status).toBe('rejected')
  await larder.restart()
  expect((await add()).status).toBe(200)
  expect((await timesAdded()).get(name)).toBe(2)
})

async function timesAdded(): Promise<Map<string, number>> {
  const rows = await larder.database.reader.selectFrom('products').select('name').execute()
  const times = new Map<string, number>()
  for (const { name } of rows) times.set(name, (times.get(name) ?? 0) + 1)
  return times
}

async function eventsAdded(): Promise<number> {
  const events = larder.database.reader.selectFrom('events').select('id')
  return (await events.where('type', '=', 'ProductAdded').execute()).length
}
