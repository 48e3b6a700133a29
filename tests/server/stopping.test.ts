import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { migrate, openDatabase } from '@larder/db'
import { describe, expect, inject, test } from 'vitest'
import type { Person, TestServer } from '#harness'
import { startLarder } from '#harness'

/** Long enough for a request to arrive, and for a server to end that does not wait for it. */
const A_WHILE_MS = 500

describe('Given a server that is in the middle of a command', () => {
  test('when it is told to stop, then it finishes the command, answers, and ends', async () => {
    const larder = await startLarder()
    const ada = await larder.person('ada')
    const { added, goOn } = await addSlowly(larder, ada)
    const stopped = larder.kill('SIGTERM')
    await sleep(A_WHILE_MS)
    goOn()
    const { id } = await added
    await stopped
    expect(larder.output()).toContain('Stopping. Running requests are finished first.')
    await larder.restart()
    expect(await ada.larder.freezers.products.get({ id })).toMatchObject({ name: 'peas' })
  })

  test('control: when it is killed instead, then there is no answer, and no product', async () => {
    const larder = await startLarder()
    const ada = await larder.person('ada')
    const { added, goOn } = await addSlowly(larder, ada)
    await larder.kill('SIGKILL')
    await expect(added).rejects.toMatchObject({ reason: 'UNREACHABLE' })
    goOn()
    await larder.restart()
    expect((await ada.larder.freezers.products.list()).items).toEqual([])
  })
})

describe('Given a server with a connection that nobody uses', () => {
  test('when it is told to stop, then it does not wait for that', async () => {
    const larder = await startLarder()
    await fetch(`${larder.url}/health/live`)
    const started = performance.now()
    await larder.kill('SIGTERM')
    expect(performance.now() - started).toBeLessThan(3_000)
  })
})

describe.skipIf(inject('mysqlUrl'))('Given a database that is closed', () => {
  test('then all of it is in the one file, which may be copied', async () => {
    const file = join(inject('temporaryDirectory'), 'closed.db')
    const database = openDatabase({ url: `file:${file}` })
    await migrate(database)
    await database.reader.selectFrom('accounts').select('id').execute()
    expect(existsSync(`${file}-wal`)).toBe(true)
    await database.close()
    expect(existsSync(`${file}-wal`)).toBe(false)
  })
})

/** Adds a product to a freezer that somebody else holds, in the database, until it may go on. */
async function addSlowly(larder: TestServer, person: Person) {
  const freezer = await person.freezer()
  const held = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  void larder.database.transaction(async (db) => {
    await db.updateTable('freezers').set({ boxes: 6 }).where('id', '=', freezer.id).execute()
    held.resolve()
    await released.promise
  })
  await held.promise
  // Sent once: repeating it would hide that the answer was lost.
  const { products } = larder.client({ token: person.session, retries: 0 }).freezers
  const added = products.add({ freezerId: freezer.id, box: 1, name: 'peas', typeId: 1 })
  added.catch(() => {})
  await sleep(A_WHILE_MS)
  return { added, goOn: () => released.resolve() }
}
