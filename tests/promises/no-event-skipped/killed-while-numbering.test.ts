import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createServices } from '@larder/api'
import { migrate, openDatabase } from '@larder/db'
import { expect, test } from 'vitest'
import { afterwards, figure, freshDatabase, runScript } from '#harness'
import { appendOne, RolledBack } from './append-one.ts'

const EVENTS = 50

const { databaseUrl } = await freshDatabase()
const database = openDatabase({ url: databaseUrl })
afterwards(() => database.close())
await migrate(database)
const { log } = createServices(database)

test('Given a process that is killed with half of its events numbered, then another one numbers them all within seconds', async () => {
  await append(EVENTS)
  const fatal = database.engine === 'mysql' ? 'update `event_sequence`' : 'commit'
  const numberer = runScript(join(import.meta.dirname, 'numberer.ts'), databaseUrl, fatal)
  expect(await numberer.says()).toBe('stuck')
  // While it is stuck, nobody else numbers. (On SQLite nobody else writes, and this process would
  // stand still in its attempt.)
  let isLooking = database.engine === 'mysql'
  const looked = isLooking ? log.look().finally(() => (isLooking = false)) : undefined
  await sleep(200)
  expect(isLooking).toBe(database.engine === 'mysql')
  const killedAt = performance.now()
  await numberer.kill()
  await looked
  await append(1)
  expect(await log.look()).toBe(EVENTS + 1)
  const tookMs = Math.round(performance.now() - killedAt)
  expect(tookMs).toBeLessThan(3_000)
  const rows = await database.reader.selectFrom('events').select('position').execute()
  const positions = rows.map(({ position }) => position ?? 0).sort((a, b) => a - b)
  expect(positions).toEqual(Array.from({ length: EVENTS + 1 }, (_, index) => index + 1))
  figure(4, `killed in the middle of numbering: the next one had all numbered after ${tookMs} ms`)
})

async function append(events: number): Promise<void> {
  for (let left = events; left > 0; left--) {
    await appendOne(database).catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error
      left++
    })
  }
}
