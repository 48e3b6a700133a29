import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createServices, projections, rebuild } from '@larder/api'
import { migrate, openDatabase } from '@larder/db'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Person, Script } from '#harness'
import {
  afterwards,
  figure,
  freshDatabase,
  newKeys,
  registerPerson,
  runScript,
  serveHere,
} from '#harness'
import { countsOf, derivedRows } from './derived.ts'
import { busyHousehold } from './household.ts'

/** The long version: `KILLS=500`. */
const KILLS = Number(process.env['KILLS'] ?? 30)
const HOUSEHOLDS = 4
const PROJECTORS = 4

const { databaseUrl } = await freshDatabase()
const database = openDatabase({ url: databaseUrl })
afterwards(() => database.close())
await migrate(database)
const services = createServices(database, { keys: newKeys() })
// Answers requests and derives nothing: that is for the processes that are killed.
const url = await serveHere(services)
const reader = await registerPerson({ url, database }, 'ada', {})

let started = 0

interface Projector {
  name: string
  script: Script
  started: Promise<unknown>
}

function projector(way: 'run' | 'rebuild' | 'carelessly'): Projector {
  const name = `projector-${started++}`
  const path = join(import.meta.dirname, 'projector.ts')
  const script = runScript(path, databaseUrl, name, way)
  return { name, script, started: script.says() }
}

describe(`Given ${PROJECTORS} processes that derive while people work, one after the other killed in the middle of it`, () => {
  const lags: number[] = []
  const gaps: number[] = []
  let actions = 0

  beforeAll(
    async () => {
      const working = new AbortController()
      const people = Array.from({ length: HOUSEHOLDS }, () =>
        registerPerson({ url, database }, 'ada', {}),
      )
      const households = await Promise.all(people.map(async (ada) => busyHousehold(await ada)))
      const work = Promise.all(households.map((household) => household.work(working.signal)))
      let running = Array.from({ length: PROJECTORS }, () => projector('run'))
      await Promise.all(running.map((each) => each.started))
      await caughtUp()
      await measureLags(5_000)
      for (let kills = 0; kills < KILLS; kills++) {
        const found = await atWork(running)
        await found.script.kill()
        gaps.push(await timeUntilItGoesOn(found.name))
        running = [...running.filter((each) => each !== found), projector('run')]
        await running.at(-2)?.started
      }
      working.abort()
      actions = (await work).reduce((sum, times) => sum + times)
      await caughtUp()
      for (const { script, started } of running) {
        await started
        await script.kill()
      }
    },
    60_000 + KILLS * 10_000,
  )

  test('then what is derived is what a full replay comes to', async () => {
    const after = await derivedRows(database)
    for (const projection of projections) await rebuild(services, projection, { holder: 'test' })
    expect(await derivedRows(database)).toEqual(after)
    figure(5, `${KILLS} kills over ${actions} actions: identical to a full replay`)
  })

  test('then the trends count what is in the freezers', async () => {
    const { derived, real } = await countsOf(database)
    expect(derived).toEqual(real)
  })

  test('then what is derived was at most a second behind, at the 99th percentile', () => {
    const p99 = percentile(lags, 0.99)
    expect(p99).toBeLessThanOrEqual(1_000)
    figure(5, `under load: half ${percentile(lags, 0.5)} ms behind, p99 ${p99} ms`)
  })

  test('then another process took over within seconds', () => {
    const longest = Math.max(...gaps)
    expect(longest).toBeLessThan(10_000)
    figure(5, `taken over after ${percentile(gaps, 0.5)} ms, ${longest} ms at the longest`)
  })

  /** The process that has the trends, when it has just begun a transaction or is a bit further. */
  async function atWork(running: Projector[]): Promise<Projector> {
    for (;;) {
      const holder = (await cursor())?.lease_holder
      const found = running.find(({ name }) => name === holder)
      if (!found) {
        await sleep(20)
        continue
      }
      found.script.forget()
      await found.script.says()
      await sleep(Math.random() * 10)
      return found
    }
  }

  async function timeUntilItGoesOn(killed: string): Promise<number> {
    const since = performance.now()
    while ((await cursor())?.lease_holder === killed) await sleep(10)
    return Math.round(performance.now() - since)
  }

  /** How old the oldest event is that has not been taken, again and again. */
  async function measureLags(ms: number): Promise<void> {
    for (const until = performance.now() + ms; performance.now() < until; await sleep(10)) {
      const { position = 0 } = (await cursor()) ?? {}
      const oldest = await database.reader
        .selectFrom('events')
        .select('recorded_at')
        .where((eb) => eb.or([eb('position', '>', position), eb('position', 'is', null)]))
        .orderBy('id')
        .limit(1)
        .executeTakeFirst()
      lags.push(oldest ? Math.max(0, Date.now() - Date.parse(oldest.recorded_at)) : 0)
    }
  }
})

test('Given a rebuild whose process is killed again and again, when it is started once more, then it ends with the same', async () => {
  const before = await derivedRows(database)
  const counts = pollTrends(reader)
  let kills = 0
  while (kills < 5 && (await diesAfter('rebuild', 5 + Math.floor(Math.random() * 20)))) kills++
  await projector('rebuild').script.ended()
  expect(await derivedRows(database)).toEqual(before)
  // What readers saw meanwhile was never half of it.
  expect(new Set(await counts.stop()).size).toBe(1)
  figure(5, `${kills} kills of a rebuild: identical, and the same for readers all the time`)
}, 180_000)

test('control: a projector that moves its cursor in a transaction of its own counts twice', async () => {
  const before = await derivedRows(database)
  await database.transaction(async (db) => {
    await db.deleteFrom('type_counts').execute()
    await db.deleteFrom('type_days_out').execute()
    await db.updateTable('projections').set({ position: 0 }).where('name', '=', 'trends').execute()
  })
  // When it begins to move the cursor, what it applied is there.
  for (let kills = 0; kills < 6; kills++) await diesAfter('carelessly', 2 + 2 * kills)
  await projector('carelessly').script.ended()
  expect(await derivedRows(database)).not.toEqual(before)
}, 180_000)

/** Asks again and again how much everybody put in. */
function pollTrends({ larder }: Person): { stop(): Promise<number[]> } {
  const counts: number[] = []
  let isOver = false
  const polling = (async () => {
    while (!isOver) {
      const { items } = await larder.freezers.trends.general()
      counts.push(items.reduce((sum, { count }) => sum + count, 0))
      await sleep(5)
    }
  })()
  return {
    async stop() {
      isOver = true
      await polling
      return counts
    },
  }
}

/** Kills a process when it has begun so many transactions; answers false if it ended before. */
async function diesAfter(way: 'rebuild' | 'carelessly', transactions: number): Promise<boolean> {
  const { script, started } = projector(way)
  try {
    await started
    for (let begun = 0; begun < transactions; begun++) await script.says()
  } catch {
    return false
  }
  await script.kill()
  return true
}

async function caughtUp(): Promise<void> {
  const head = await services.log.look()
  for (const { name } of projections) {
    while (((await cursor(name))?.position ?? 0) < head) await sleep(50)
  }
}

function cursor(name = 'trends') {
  return database.reader
    .selectFrom('projections')
    .selectAll()
    .where('name', '=', name)
    .executeTakeFirst()
}

function percentile(values: number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(part * (values.length - 1))] ?? 0
}
