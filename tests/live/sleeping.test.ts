import { randomUUID } from 'node:crypto'
import { createServices } from '@larder/api'
import { openDatabase } from '@larder/db'
import { describe, expect, test } from 'vitest'
import { afterwards, startLarder } from '#harness'
import { fillLog } from './fill-log.ts'

// What a sleeping feed costs shows nowhere but at the log itself.

const larder = await startLarder()

/** The log of one more process on the same database. */
async function ownLog() {
  const database = openDatabase({ url: larder.databaseUrl })
  const { log } = createServices(database)
  log.start()
  await log.look()
  afterwards(async () => {
    log.stop()
    await database.close()
  })
  return { database, log }
}

describe('Given a feed that sleeps until something happens that its reader may see', () => {
  test('when others do something, then it sleeps on; when it is theirs, then it wakes', async () => {
    const { database, log } = await ownLog()
    const audience = `account-${randomUUID()}`
    const before = log.head
    let isAwake = false
    const awake = log.waitBeyond(before, 20_000, undefined, ['everyone', audience]).then(() => {
      isAwake = true
    })
    await fillLog(database, { count: 3, audience: `account-${randomUUID()}` })
    while (log.head < before + 3) await log.look()
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(isAwake).toBe(false)
    await fillLog(database, { count: 1, audience })
    await awake
    expect(log.head).toBeGreaterThanOrEqual(before + 4)
  })

  test('control: when it waits for anybody’s, then those of others wake it', async () => {
    const { database, log } = await ownLog()
    const awake = log.waitBeyond(log.head, 20_000, undefined, 'all')
    const started = performance.now()
    await fillLog(database, { count: 1, audience: `account-${randomUUID()}` })
    await awake
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
