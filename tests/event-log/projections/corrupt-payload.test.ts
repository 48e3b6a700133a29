import { createServices, listProjections, projections, rebuild, retrySoon } from '@larder/api'
import { nextPosition } from '@larder/db'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { derivedRows } from '../../promises/projections-after-a-crash/derived.ts'

const larder = await startLarder()
const { database } = larder
const FISH = 13

describe('Given an event in the log whose payload was damaged', () => {
  let ada: Person
  let damaged: { id: number }
  let other: { id: number }

  beforeAll(async () => {
    ada = await larder.person('ada')
    damaged = await ada.freezer()
    other = await ada.freezer()
    await ada.product(damaged, { typeId: FISH })
    await ada.product(other, { typeId: FISH })
    await insertDamaged(`freezer-${damaged.id}`)
    await ada.product(damaged, { typeId: FISH })
    await ada.product(other, { typeId: FISH })
  })

  test('then what happens elsewhere is derived, and what follows it in its stream waits', async () => {
    await expect.poll(fishPutIn).toBe(3)
    expect(await texts(other)).toHaveLength(3)
    expect(await texts(damaged)).toHaveLength(2)
  })

  test('then every projection that reads it says so, and why', async () => {
    const readers = projections.filter(({ reads }) => reads.some(isProductAdded))
    expect(readers.length).toBeGreaterThan(2)
    for (const status of await listProjections(database.reader, readers)) {
      expect(status).toMatchObject({ lag: 0, parked: 2, error: expect.stringContaining('JSON') })
    }
  })

  test('when the payload is repaired and it is retried, then all is derived, in order, as in a rebuild', async () => {
    const { payload } = await database.reader
      .selectFrom('events')
      .select('payload')
      .where('type', '=', 'ProductAdded')
      .orderBy('id')
      .limit(1)
      .executeTakeFirstOrThrow()
    await database.transaction(async (db) => {
      await db.updateTable('events').set({ payload }).where('payload', '=', '{dam').execute()
      for (const { name } of projections) await retrySoon(db, name, new Date())
    })
    await expect.poll(fishPutIn, { timeout: 10_000 }).toBe(5)
    expect(await texts(damaged)).toHaveLength(4)
    for (const status of await listProjections(database.reader, projections)) {
      expect(status).toMatchObject({ lag: 0, parked: 0, error: null })
    }
    const retried = await derivedRows(database)
    const services = createServices(database)
    for (const projection of projections) await rebuild(services, projection, { holder: 'test' })
    expect(await derivedRows(database)).toEqual(retried)
  })

  function isProductAdded({ type }: { type: string }): boolean {
    return type === 'ProductAdded'
  }

  async function fishPutIn(): Promise<number | undefined> {
    const { items } = await ada.larder.freezers.trends.personal()
    return items.find(({ typeId }) => typeId === FISH)?.count
  }

  async function texts({ id: freezerId }: { id: number }): Promise<string[]> {
    const { items } = await ada.larder.freezers.history.list({ freezerId })
    return items.map(({ text }) => text)
  }
})

/** Appends to a stream what no program wrote. */
async function insertDamaged(stream: string): Promise<void> {
  await database.transaction(async (db) => {
    const last = await db
      .selectFrom('events')
      .selectAll()
      .where('stream', '=', stream)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    const { id: _, ...copied } = last
    const damage = { version: last.version + 1, payload: '{dam', position: nextPosition(db) }
    await db
      .insertInto('events')
      .values({ ...copied, ...damage })
      .execute()
  })
}
