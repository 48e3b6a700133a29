import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createServices } from '@larder/api'
import type { BlobStore } from '@larder/api/src/blobs/blob-store.ts'
import { keyOf } from '@larder/api/src/blobs/blob-store.ts'
import type { Placing } from '@larder/api/src/blobs/place.ts'
import { createStorage } from '@larder/api/src/blobs/storage.ts'
import { sweep } from '@larder/api/src/files/sweep.ts'
import { migrate, openDatabase } from '@larder/db'
import fc from 'fast-check'
import { describe, expect, inject, test } from 'vitest'
import { afterwards, figure, freshDatabase, newKeys, registerPerson, serveHere } from '#harness'
import { disagreements, leftBehind } from './agreement.ts'
import { ACCOUNTS, anyHistory, GRACE_MINUTES } from './any-history.ts'
import type { Sweep, World } from './live-history.ts'
import { live, sweeping } from './live-history.ts'

/** How many histories are lived. The long version: `HISTORIES=1000`. */
const numRuns = Number(process.env['HISTORIES'] ?? 300)
const long = { timeout: 600_000 }

// What many commits cost is measured elsewhere.
const { databaseUrl } = await freshDatabase()
const database = openDatabase({ url: databaseUrl, synchronous: 'NORMAL' })
afterwards(() => database.close())
await migrate(database)
const url = await serveHere(createServices(database, { keys: newKeys() }))
const accounts: number[] = []
while (accounts.length < ACCOUNTS) {
  accounts.push((await registerPerson({ url, database }, 'ada', {})).accountId)
}

/** A store and tables without anything in them. */
async function emptyWorld(world: Pick<World, 'sweep'>): Promise<World & { close(): void }> {
  for (const table of ['renditions', 'files', 'blobs'] as const) {
    await database.writer.deleteFrom(table).execute()
  }
  await database.writer.updateTable('accounts').set({ stored_bytes: 0 }).execute()
  const directory = mkdtempSync(join(inject('temporaryDirectory'), 'store-'))
  let now = Date.now()
  return {
    ...world,
    placing: {
      database,
      storage: createStorage(directory),
      clock: { now: () => new Date(now) },
    },
    accounts,
    pass(minutes) {
      now += minutes * 60_000
    },
    tally,
    close: () => rmSync(directory, { recursive: true, force: true }),
  }
}

const tally = { steps: 0, deaths: 0, swept: 0, late: 0 }

/** Nothing is wrong in any history; a control looks for what matters most, and for nothing else. */
function safety(sweepWith: Sweep, { looksFor = /./, change = (placing: Placing) => placing } = {}) {
  return fc.asyncProperty(anyHistory, async (history) => {
    const empty = await emptyWorld({ sweep: sweepWith })
    const world = { ...empty, placing: change(empty.placing) }
    try {
      const wrong = await live(world, history)
      wrong.push(...(await disagreements(world.placing)))
      world.pass(GRACE_MINUTES + 1)
      for await (const _ of world.sweep(world.placing, sweeping));
      wrong.push(...(await disagreements(world.placing)))
      wrong.push(...(await leftBehind(world.placing)))
      const found = wrong.filter((each) => looksFor.test(each))
      if (found.length > 0) throw new Error(found.join('; '))
    } finally {
      world.close()
    }
  })
}

describe('Given any history of processes that keep, delete and sweep files, and die', () => {
  test(
    'then what is referred to is there, and after a last sweep nothing else is',
    long,
    async () => {
      await fc.assert(safety(sweep), { numRuns })
      expect(tally.deaths).toBeGreaterThan(numRuns / 2)
      expect(tally.swept).toBeGreaterThan(numRuns / 2)
      figure(
        19,
        `${numRuns} random histories, ${tally.steps} steps, ${tally.deaths} deaths, ${tally.swept} ` +
          'things swept: everything referred to was there, and nothing else was left',
      )
    },
  )

  test('control: a sweep that condemns nothing before it deletes loses bytes', long, async () => {
    expect(await isFoundOut(safety(carelessly, { looksFor: lost }))).toBe(true)
  })

  test('control: so does one over keys that are used again', long, async () => {
    const change = (placing: Placing): Placing => {
      const { blobs } = placing.storage
      const plain = (key: string) => key.replace(/-\d+$/, '-1')
      const reused: BlobStore = {
        put: (key, path) => blobs.put(plain(key), path),
        open: (key) => blobs.open(plain(key)),
        fetch: (key, path, signal) => blobs.fetch(plain(key), path, signal),
        delete: (key) => blobs.delete(plain(key)),
        list: () => blobs.list(),
        dropUnfinished: (before, options) => blobs.dropUnfinished(before, options),
      }
      return { ...placing, storage: { ...placing.storage, blobs: reused } }
    }
    const withoutStrays: Sweep = (placing, options) => sweep(placing, { ...options, strays: false })
    expect(await isFoundOut(safety(withoutStrays, { looksFor: lost, change }))).toBe(true)
  })
})

const lost = /^the bytes of blob \d+ are gone/

async function isFoundOut(property: ReturnType<typeof safety>): Promise<boolean> {
  const { failed } = await fc.check(property, { numRuns, endOnFailure: true })
  return failed
}

/** Looks for what nothing refers to, and deletes the bytes and then the row. */
async function* carelessly(
  { database, storage, clock }: Placing,
  { graceMs }: { graceMs: number },
) {
  const until = new Date(clock.now().getTime() - graceMs).toISOString()
  const rows = await database.reader
    .selectFrom('blobs')
    .selectAll()
    .where('reference_count', '=', 0)
    .where('since', '<', until)
    .execute()
  for (const row of rows) {
    const name = keyOf(row)
    await storage.blobs.delete(name)
    await database.transaction((db) =>
      db.deleteFrom('blobs').where('id', '=', row.id).where('reference_count', '=', 0).execute(),
    )
    yield { kind: 'unreferenced' as const, name, bytes: row.size }
  }
}
