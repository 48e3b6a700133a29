import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createServices } from '@larder/api'
import { sweep } from '@larder/api/src/files/sweep.ts'
import { migrate, openDatabase } from '@larder/db'
import { expect, test } from 'vitest'
import type { Script } from '#harness'
import {
  afterwards,
  figure,
  freshDatabase,
  freshStorage,
  newKeys,
  openStorage,
  registerPerson,
  runScript,
  serveHere,
} from '#harness'
import { disagreements, leftBehind } from '../../files/store/agreement.ts'

/** The long version: `KILLS=300`. */
const KILLS = Number(process.env['KILLS'] ?? 15)
const AT_ONCE = 3
const HOUR = 3_600_000
const long = { timeout: 60_000 + KILLS * 10_000 }

const { databaseUrl, directory } = await freshDatabase()
const storageUrl = freshStorage()
const database = openDatabase({ url: databaseUrl })
afterwards(() => database.close())
await migrate(database)
const storage = openStorage({ directory, storageUrl })
const services = createServices(database, { keys: newKeys(), storage })
const url = await serveHere(services)
const { accountId } = await registerPerson({ url, database }, 'ada', {})

function storer(way: 'at random' | 'before the row' | 'row first'): Script {
  const path = join(import.meta.dirname, 'storer.ts')
  return runScript(path, databaseUrl, directory, storageUrl ?? '', String(accountId), way)
}

/** What the sweep takes so long after; without strays, because a crash leaves none. */
async function sweptAfter(ms: number, { dryRun = false } = {}): Promise<string[]> {
  const clock = { now: () => new Date(Date.now() + ms) }
  const taken: string[] = []
  const options = { graceMs: HOUR, dryRun, strays: false }
  for await (const { kind } of sweep({ ...services, clock }, options)) taken.push(kind)
  return taken
}

function fileRows(): Promise<{ id: number }[]> {
  return database.reader.selectFrom('files').select('id').execute()
}

test(
  'Given a process that is killed between bytes and row, when the grace is over, then the bytes are swept',
  long,
  async () => {
    const script = storer('before the row')
    expect(await script.says()).toBe('placed')
    await script.kill()
    expect(await fileRows()).toEqual([])
    const left = await leftBehind(services)
    expect(left).toHaveLength(2)
    expect(await sweptAfter(0)).toEqual([])
    expect(await leftBehind(services)).toEqual(left)
    const taken = await sweptAfter(HOUR + 1_000)
    expect(taken.filter((kind) => kind === 'unfinished')).toHaveLength(1)
    expect(await leftBehind(services)).toEqual([])
  },
)

test(
  `Given processes that keep, delete and sweep, when ${KILLS} are killed at random, then no row is without bytes, and orphans are swept`,
  long,
  async () => {
    let kills = 0
    let files = 0
    while (kills < KILLS) {
      const scripts = Array.from({ length: AT_ONCE }, () => storer('at random'))
      await Promise.all(scripts.map((script) => script.says()))
      for (const script of scripts) {
        await sleep(Math.random() * 400)
        await script.kill()
        kills++
      }
      expect(await disagreements(services)).toEqual([])
      files = Math.max(files, (await fileRows()).length)
    }
    expect(files).toBeGreaterThan(5)
    const taken = await sweptAfter(2 * HOUR)
    expect(await leftBehind(services)).toEqual([])
    expect(await disagreements(services)).toEqual([])
    const incoming = join(directory, 'incoming')
    expect(existsSync(incoming) ? readdirSync(incoming) : []).toEqual([])
    figure(19, `${kills} kills: 0 rows without bytes; ${taken.length} orphans, all swept`)
  },
)

test('control: a process that writes the row first leaves one without bytes', long, async () => {
  const script = storer('row first')
  expect(await script.says()).toBe('placed')
  await script.kill()
  expect(await disagreements(services)).toEqual([
    expect.stringMatching(/^the bytes of blob \d+ are gone/),
  ])
})
