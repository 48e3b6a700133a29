import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describePlace, parseStorageUrl } from '@larder/api'
import { describe, expect, inject, test } from 'vitest'
import { freshDatabase, startLarder } from '#harness'
import type { Ended } from './run-to-end.ts'
import { runServerProgram } from './run-to-end.ts'

const mysqlUrl = inject('mysqlUrl')
const onMysql = describe.runIf(mysqlUrl !== undefined)
const onSqlite = describe.runIf(mysqlUrl === undefined)

describe('Given an empty place', () => {
  test('when the server starts, then it says where it is, where the data is, and what to type next', async () => {
    const larder = await startLarder()
    const { username, host, pathname } = new URL(larder.databaseUrl)
    const place = mysqlUrl === undefined ? pathname : `mysql://${username}@${host}${pathname}`
    expect(larder.output()).toBe(`
Larder listens on ${larder.url}
The data is in ${place}${filesPlace(larder)}

There is no administrator yet. To create the first account, type in another terminal:

  npx larder register --admin-code ${codeIn(larder.output())} --url ${larder.url}

Ctrl-C stops it.

`)
    expect(codeIn(larder.output())).toMatch(/^[\w-]{12}$/)
  })

  test('when it starts a second time, then everything is still there', async () => {
    const larder = await startLarder()
    const ada = await larder.person('ada')
    const freezer = await ada.freezer()
    await larder.restart()
    expect(await ada.larder.freezers.get({ id: freezer.id })).toEqual(freezer)
    expect(larder.output().match(/Larder listens on/g)).toHaveLength(2)
  })

  onSqlite('of a directory that is missing', () => {
    test('when the server starts, then it makes it', async () => {
      const { directory } = await freshDatabase()
      const missing = join(directory, 'a', 'b')
      const place = { databaseUrl: `file:${join(missing, 'larder.db')}`, directory: missing }
      await startLarder({ on: place })
      expect(existsSync(join(missing, 'larder.db'))).toBe(true)
      expect(statSync(missing).mode & 0o777).toBe(0o700)
    })
  })
})

describe('Given a port that is taken', () => {
  test('when the server starts on it, then it says which and what to set', async () => {
    const { url } = await startLarder()
    const { port } = new URL(url)
    const place = await freshDatabase()
    const settings = { DATABASE_URL: place.databaseUrl, LARDER_DATA: place.directory }
    const ended = await start({ ...settings, LARDER_PORT: port })
    expectRefusal(ended, `Port ${port} on 127.0.0.1 is taken by another program.`, 'LARDER_PORT')
  })
})

describe('Given an address of another machine', () => {
  test('when the server starts on it, then it says so', async () => {
    const { databaseUrl, directory } = await freshDatabase()
    const settings = { DATABASE_URL: databaseUrl, LARDER_DATA: directory }
    const ended = await start({ ...settings, LARDER_HOST: '192.0.2.1' })
    expectRefusal(ended, '"192.0.2.1" is not an address of this machine.', 'LARDER_HOST')
  })
})

describe('Given an ffmpeg', () => {
  test('that is not there, when the server starts, then it says so', async () => {
    const { databaseUrl, directory } = await freshDatabase()
    const settings = { DATABASE_URL: databaseUrl, LARDER_DATA: directory }
    const ended = await start({ ...settings, LARDER_FFMPEG: join(directory, 'ffmpeg') })
    expectRefusal(ended, 'but there is no program that this user may run', 'LARDER_FFMPEG')
  })

  test('on the PATH, when the server starts, then it says that it uses it', async () => {
    const { directory } = await freshDatabase()
    const program = join(directory, 'ffmpeg')
    writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 })
    const larder = await startLarder({ settings: { PATH: directory, LARDER_FFMPEG: '' } })
    expect(larder.output()).toContain(`Videos are also looked at with ${program}\n`)
  })

  test('that is turned off, when ladders are on, then the server says that they need it', async () => {
    const { databaseUrl, directory } = await freshDatabase()
    const settings = { DATABASE_URL: databaseUrl, LARDER_DATA: directory, LARDER_FFMPEG: 'off' }
    expectRefusal(
      await start({ ...settings, LARDER_HLS: 'on' }),
      'LARDER_HLS is on',
      'Install ffmpeg',
    )
  })

  test('that is nowhere, when the server starts, then it says what that means', async () => {
    const { directory } = await freshDatabase()
    const larder = await startLarder({ settings: { PATH: directory, LARDER_FFMPEG: '' } })
    expect(larder.output()).toContain('There is no ffmpeg: some formats of videos are refused')
  })
})

onSqlite('Given a SQLite file', () => {
  test('that is something else, when the server starts, then it says so and leaves it alone', async () => {
    const { directory } = await freshDatabase()
    const file = join(directory, 'notes.txt')
    writeFileSync(file, 'buy peas, '.repeat(1_000))
    const ended = await start({ DATABASE_URL: `file:${file}` })
    expectRefusal(ended, `The database ${file} is not a SQLite database.`, 'DATABASE_URL')
  })

  test('in a directory that is a file, when the server starts, then it says so', async () => {
    const { directory } = await freshDatabase()
    const file = join(directory, 'notes.txt')
    writeFileSync(file, 'buy peas')
    const ended = await start({ LARDER_DATA: file })
    expectRefusal(ended, `The data directory ${file} cannot be written`, 'LARDER_DATA')
    const nowhere = await start({ LARDER_DATA: '/proc/larder' })
    expectRefusal(nowhere, 'The data directory /proc/larder cannot be written', 'LARDER_DATA')
  })
})

onMysql('Given a MySQL database', () => {
  const server = new URL(mysqlUrl ?? 'mysql://nowhere')
  const changed = (
    changes: Partial<Record<'port' | 'username' | 'password' | 'pathname', string>>,
  ) => Object.assign(new URL(server.href), { pathname: '/larder', ...changes }).href

  test('that nobody serves, when Larder starts, then it says so within 10 seconds', async () => {
    const started = performance.now()
    const ended = await start({ DATABASE_URL: changed({ port: '1' }) })
    expectRefusal(ended, 'cannot be reached (ECONNREFUSED)', 'DATABASE_URL')
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  test('that refuses the password, when Larder starts, then it says so, but not the password', async () => {
    const wrong = changed({ username: 'nobody', password: 'olives' })
    const ended = await start({ DATABASE_URL: wrong })
    expectRefusal(ended, 'refuses the user and password.', 'DATABASE_URL')
    expect(ended.stderr).not.toContain('olives')
  })

  test('that does not exist, when Larder starts, then it says how to create it', async () => {
    const ended = await start({ DATABASE_URL: changed({ pathname: '/larder_test_missing' }) })
    expectRefusal(ended, 'does not exist on that server.', 'character set utf8mb4')
  })
})

function start(settings: Record<string, string>): Promise<Ended> {
  return runServerProgram('bin/larder-server.mjs', [], {
    settings: { LARDER_PORT: '0', ...settings },
  })
}

/** One sentence for people, with what is wrong and what to do. */
function expectRefusal({ code, stdout, stderr }: Ended, problem: string, remedy: string): void {
  expect(stderr).toContain(problem)
  expect(stderr).toContain(remedy)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(stdout).toBe('')
  expect(code).toBe(1)
}

function codeIn(output: string): string {
  return /--admin-code (\S+)/.exec(output)?.[1] ?? 'none'
}

function filesPlace({ storageUrl }: { storageUrl: string | undefined }): string {
  return storageUrl === undefined
    ? ''
    : `\nThe files are in ${describePlace(parseStorageUrl(storageUrl))}`
}
