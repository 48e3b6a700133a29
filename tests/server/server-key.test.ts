import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import type { FreshDatabase, TestServer } from '#harness'
import { dumpTables, freshDatabase, startLarder } from '#harness'
import { Receiver } from '../webhooks/receiver.ts'
import type { Ended } from './run-to-end.ts'
import { runServerProgram } from './run-to-end.ts'

const LARDER_WEBHOOK_NETWORKS = '127.0.0.0/8'

function newKey(): string {
  return randomBytes(32).toString('base64')
}

function keyFile({ directory }: { directory: string }): string {
  return join(directory, 'secret.key')
}

/** Starts a server that is expected to refuse to. */
function start(on: FreshDatabase, settings: Record<string, string> = {}): Promise<Ended> {
  const place = { DATABASE_URL: on.databaseUrl, LARDER_DATA: on.directory, LARDER_PORT: '0' }
  return runServerProgram('bin/larder-server.mjs', [], { settings: { ...place, ...settings } })
}

function expectRefusal({ code, stdout, stderr }: Ended, ...words: string[]): void {
  for (const word of words) expect(stderr).toContain(word)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
}

/** A webhook of somebody, and whether what it is sent now carries a signature of the same secret. */
async function signing(larder: TestServer) {
  const receiver = await Receiver.start()
  const ada = await larder.person('ada')
  const webhook = await ada.larder.webhooks.add({ url: receiver.url })
  return async (by: TestServer): Promise<boolean> => {
    const before = receiver.received.length
    await by.client({ token: ada.session }).webhooks.test({ id: webhook.id })
    await receiver.waitFor(before + 1)
    const { body = '', headers } = receiver.received.at(-1) ?? {}
    const verifier = new Webhook(webhook.secret)
    return verifier.verify(body, headers as Record<string, string>) !== undefined
  }
}

describe('Given an empty place', () => {
  test('when the server starts, then it makes a key for itself alone, and keeps to it', async () => {
    const larder = await startLarder({ settings: { LARDER_WEBHOOK_NETWORKS } })
    const file = keyFile(larder)
    const key = readFileSync(file, 'utf8')
    expect(key).toMatch(/^[A-Za-z0-9+/]{43}=\n$/)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const isSigned = await signing(larder)
    expect(await isSigned(larder)).toBe(true)
    await larder.restart()
    expect(readFileSync(file, 'utf8')).toBe(key)
    expect(await isSigned(larder)).toBe(true)
  })

  test('when several servers start at once, then all of them have one key', async () => {
    const place = await freshDatabase()
    const starting = [1, 2, 3].map(() => startLarder({ on: place }))
    const servers = await Promise.all(starting)
    expect(servers).toHaveLength(3)
    const files = readdirSync(place.directory).filter((name) => name.startsWith('secret.key'))
    expect(files).toEqual(['secret.key'])
    for (const server of servers) await server.restart()
  })

  test('when an operator looks at the projections first, then no key is made', async () => {
    const place = await freshDatabase()
    const settings = { DATABASE_URL: place.databaseUrl, LARDER_DATA: place.directory }
    const words = ['projections', 'list']
    const { code } = await runServerProgram('bin/larder-server.mjs', words, { settings })
    expect(code).toBe(0)
    expect(existsSync(keyFile(place))).toBe(false)
  })
})

describe('Given a key in the settings', () => {
  test('when servers on several machines have it, then they sign alike, and no file is made', async () => {
    const settings = { LARDER_WEBHOOK_NETWORKS, LARDER_SECRET_KEY: newKey() }
    const one = await startLarder({ settings })
    const { directory } = await freshDatabase()
    const other = await startLarder({ settings, on: { databaseUrl: one.databaseUrl, directory } })
    expect([existsSync(keyFile(one)), existsSync(keyFile(other))]).toEqual([false, false])
    const isSigned = await signing(one)
    expect(await isSigned(one)).toBe(true)
    await one.kill('SIGTERM')
    expect(await isSigned(other)).toBe(true)
  })

  test('when it is what stands in the file of the first machine, then it is as good as the file', async () => {
    const one = await startLarder()
    const { directory } = await freshDatabase()
    const settings = { LARDER_SECRET_KEY: readFileSync(keyFile(one), 'utf8') }
    const on = { databaseUrl: one.databaseUrl, directory }
    const other = await startLarder({ settings, on })
    expect(other.output()).toContain('Larder listens on')
  })
})

describe('Given a database that was begun with a key', () => {
  test('when a server starts with another one, then it says so and changes nothing', async () => {
    const larder = await startLarder()
    await larder.kill('SIGTERM')
    const before = await dumpTables(larder.database)
    const key = newKey()
    const ended = await start(larder, { LARDER_SECRET_KEY: key })
    expectRefusal(ended, 'was begun with another key than that of LARDER_SECRET_KEY', 'secret.key')
    expect(ended.stderr).not.toContain(key)
    writeFileSync(keyFile(larder), `${key}\n`)
    expectRefusal(await start(larder), 'was begun with another key than that of', keyFile(larder))
    expect(await dumpTables(larder.database)).toEqual(before)
  })

  test('when a server starts without the file, then it says so and makes no other', async () => {
    const { databaseUrl } = await startLarder()
    const { directory } = await freshDatabase()
    const ended = await start({ databaseUrl, directory })
    expectRefusal(ended, 'is missing', keyFile({ directory }), 'LARDER_SECRET_KEY')
    expect(existsSync(keyFile({ directory }))).toBe(false)
  })

  test.each(['', 'olives under the stairs', 'b2xpdmVz'])(
    'when the file says "%s", then it says that this is no key',
    async (text) => {
      const place = await freshDatabase()
      writeFileSync(keyFile(place), text)
      expectRefusal(await start(place), 'does not hold a key', keyFile(place))
    },
  )
})
