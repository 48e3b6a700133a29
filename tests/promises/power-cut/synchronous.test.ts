import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '@larder/db'
import { configFrom } from '@larder/server/src/config.ts'
import { sql } from 'kysely'
import { describe, expect, inject, test } from 'vitest'
import type { TestServer } from '#harness'
import { afterwards, figure, findExecutable, freshDatabase, startLarder } from '#harness'

const COMMITS = 100
const strace = findExecutable('strace')

// On MySQL it is the database server that survives a power cut or does not, by its own setting
// (innodb_flush_log_at_trx_commit); there is nothing of Larder's to prove.
describe.skipIf(inject('mysqlUrl'))('Given SQLite in WAL mode', () => {
  test('when nothing is configured, then it is opened with synchronous = FULL', async () => {
    expect(configFrom({}).sqliteSynchronous).toBe('FULL')
    const { databaseUrl } = await freshDatabase()
    const FULL = 2
    expect(await synchronousOf({ url: databaseUrl })).toBe(FULL)
    figure(2, 'SQLite is opened with synchronous = FULL unless the operator chose otherwise')
  })

  test('control: with NORMAL it would say so', async () => {
    const { databaseUrl } = await freshDatabase()
    const NORMAL = 1
    expect(await synchronousOf({ url: databaseUrl, synchronous: 'NORMAL' })).toBe(NORMAL)
  })

  // Seen from outside, by a program that watches the server's system calls. What a disk does with
  // an fsync nobody can see from here.
  describe.skipIf(strace === undefined)('and a server whose system calls are watched', () => {
    test(`when it commits ${COMMITS} times, then it syncs at least as often`, async ({ skip }) => {
      const server = await startLarder()
      const syncs = await syncsDuring(server, () => addProducts(server), skip)
      expect(syncs).toBeGreaterThanOrEqual(COMMITS)
      figure(2, `${COMMITS} commits: ${syncs} fsyncs, counted by strace`)
    })

    test('control: with NORMAL it syncs hardly ever', async ({ skip }) => {
      const server = await startLarder({ settings: { LARDER_SQLITE_SYNCHRONOUS: 'NORMAL' } })
      const syncs = await syncsDuring(server, () => addProducts(server), skip)
      expect(syncs).toBeLessThan(COMMITS / 5)
    })
  })
})

async function synchronousOf(options: Parameters<typeof openDatabase>[0]): Promise<unknown> {
  const database = openDatabase(options)
  afterwards(() => database.close())
  const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(database.writer)
  return rows[0]?.synchronous
}

async function addProducts(server: TestServer): Promise<void> {
  const ada = await server.person('ada')
  const freezer = await ada.freezer()
  for (let n = 2; n < COMMITS; n++) await ada.product(freezer)
}

/** How often the server asked the disk to keep what it was given. */
async function syncsDuring(
  server: TestServer,
  work: () => Promise<void>,
  skip: (why: string) => never,
): Promise<number> {
  const trace = join(server.directory, 'trace')
  const options = ['-f', '-e', 'trace=fsync,fdatasync', '-o', trace, '-p', String(server.pid)]
  const watcher = spawn(strace ?? '', options, { stdio: ['ignore', 'ignore', 'pipe'] })
  afterwards(() => watcher.kill())
  const [words] = await once(watcher.stderr, 'data')
  if (!String(words).includes('attached')) skip(`strace may not watch the server: ${words}`)
  await work()
  watcher.kill('SIGINT')
  await once(watcher, 'close')
  return readFileSync(trace, 'utf8').match(/\bf(data)?sync\(/g)?.length ?? 0
}
