import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { figure, startLarder } from '#harness'

/** The long version: `KILLS=1000`. */
const KILLS = Number(process.env['KILLS'] ?? 20)
const WRITERS = 8

const larder = await startLarder()

describe('Given a server that is killed at random moments while products are added', () => {
  const acknowledged: string[] = []
  const sent: string[] = []
  let ada: Person
  let freezerId: number

  beforeAll(
    async () => {
      ada = await larder.person('ada')
      freezerId = (await ada.freezer({ boxes: 1000 })).id
      for (let kills = 0; kills < KILLS; kills++) {
        const already = acknowledged.length
        const writers = Array.from({ length: WRITERS }, addUntilItDies)
        while (acknowledged.length === already) await sleep(1)
        await sleep(Math.random() * 100)
        await larder.kill('SIGKILL')
        await Promise.all(writers)
        await larder.restart()
      }
    },
    60_000 + KILLS * 5_000,
  )

  /** Keeps its notes in this process, which nobody kills. */
  async function addUntilItDies(): Promise<void> {
    for (;;) {
      const name = randomUUID()
      const product = { freezerId, box: 1 + (sent.length % 1000), name, typeId: 1 }
      sent.push(name)
      try {
        const answer = await larder.call('freezers.products.add', product, { secret: ada.session })
        answer.data()
        acknowledged.push(name)
      } catch {
        return
      }
    }
  }

  test('then everything that was acknowledged is there, with its event', async () => {
    const { products, events } = await stored()
    expect(acknowledged.filter((name) => !products.has(name))).toEqual([])
    expect(acknowledged.filter((name) => !events.has(name))).toEqual([])
    figure(1, `${KILLS} kills: ${acknowledged.length} acknowledged writes, 0 lost`)
  })

  test('then no product is there without its event, and no event without its product', async () => {
    const { products, events } = await stored()
    expect([...products].sort()).toEqual([...events].sort())
  })

  test('then the database finds nothing wrong with itself', async () => {
    expect(await damage()).toEqual([])
  })

  test('control: a server that acknowledged before it wrote would have been caught', async () => {
    const { products } = await stored()
    expect(sent.filter((name) => !products.has(name)).length).toBeGreaterThan(0)
  })

  async function stored(): Promise<{ products: Set<string>; events: Set<string> }> {
    const { reader } = larder.database
    const products = await reader.selectFrom('products').select('name').execute()
    const events = await reader
      .selectFrom('events')
      .select('payload')
      .where('type', '=', 'ProductAdded')
      .execute()
    return {
      products: new Set(products.map(({ name }) => name)),
      events: new Set(events.map(({ payload }) => (JSON.parse(payload) as Named).name)),
    }
  }

  async function damage(): Promise<unknown[]> {
    const { engine, writer } = larder.database
    if (engine === 'sqlite') {
      const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(
        writer,
      )
      const foreign = await sql`pragma foreign_key_check`.execute(writer)
      return [...rows.filter(({ integrity_check: verdict }) => verdict !== 'ok'), ...foreign.rows]
    }
    const { rows } = await sql<{ Msg_text: string }>`check table products, events`.execute(writer)
    return rows.filter(({ Msg_text: verdict }) => verdict !== 'OK')
  }
})

interface Named {
  name: string
}
