import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AccountExport } from '@larder/sdk'
import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { figure, startLarder } from '#harness'
import { fillLog } from '../../live/fill-log.ts'
import { residentMemory } from '../../live/resident-memory.ts'
import { linesOf, unzip } from './unzip.ts'

const EVENTS = Number(process.env['EXPORTED_EVENTS'] ?? 100_000)
const MOST_MB = 150
const long = { timeout: 300_000 }

const larder = await startLarder()

/** Somebody who did so much. */
async function busyPerson(count: number, text = () => 'x'.repeat(100)): Promise<Person> {
  const ada = await larder.person('ada')
  const audience = `account-${ada.accountId}`
  const payload = () => ({ tokenId: 1, scopes: [text()], expiresAt: null })
  const { accountId } = ada
  const type = 'AccessTokenCreated'
  await fillLog(larder.database, { count, audience, type, payload, accountId })
  return ada
}

/** 18 MB that no compression makes small: more than the sockets between server and reader hold. */
function leastCompressible(): Promise<Person> {
  return busyPerson(18_000, () => randomBytes(1_000).toString('base64'))
}

async function bytesOf(stream: AccountExport['stream']): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

describe(`Given an account with ${EVENTS} events`, () => {
  test('when it is exported, then all are in it, and memory hardly grows', long, async () => {
    const ada = await busyPerson(EVENTS)
    await ada.larder.events.list({ limit: 1 })
    // What is loaded once does not count.
    const eve = await larder.person('eve')
    await bytesOf((await eve.larder.exportAccount()).stream)
    const before = residentMemory(larder.pid)
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, residentMemory(larder.pid) - before)
    }, 20)
    const started = performance.now()
    const { stream } = await ada.larder.exportAccount()
    const bytes = await bytesOf(stream)
    const seconds = (performance.now() - started) / 1_000
    clearInterval(watch)
    const files = await unzip(bytes)
    expect(linesOf(files.get('events/by-you.jsonl')).length).toBeGreaterThanOrEqual(EVENTS)
    const grown = most / 1_000_000
    figure(
      18,
      `${EVENTS} events exported in ${seconds.toFixed(1)} s, ${(bytes.length / 1_000_000).toFixed(1)} MB; the server grew by ${grown.toFixed(0)} MB at most`,
    )
    expect(grown).toBeLessThan(MOST_MB)
  })

  test(
    'when nobody takes it, then the server does not read ahead, and another one waits',
    long,
    async () => {
      const ada = await leastCompressible()
      const { stream } = await ada.larder.exportAccount()
      const reader = stream.getReader()
      await reader.read()
      await expect(ada.larder.exportAccount()).rejects.toMatchObject({ reason: 'EXPORT_RUNNING' })
      await reader.cancel()
      await expect
        .poll(() => ada.larder.exportAccount().then(({ stream }) => stream.cancel(), String), {
          timeout: 10_000,
          interval: 200,
        })
        .toBeUndefined()
    },
  )

  test(
    'when the account is disabled meanwhile, then it breaks off and is never taken for whole',
    long,
    async () => {
      const root = await larder.person('root', { accountRole: 'admin' })
      const ada = await leastCompressible()
      const { token } = await ada.larder.accounts.tokens.create({ name: 'all', scopes: ['*'] })
      const { stream } = await larder.client({ token }).exportAccount()
      const reader = stream.getReader()
      await reader.read()
      await root.larder.admin.accounts.disable({ id: ada.accountId, reason: 'a test' })
      await sleep(1_100)
      const rest = async () => {
        while (!(await reader.read()).done);
      }
      await expect(rest()).rejects.toMatchObject({ reason: 'UNREACHABLE' })
      // Everybody else is still served.
      expect(await root.larder.accounts.whoAmI()).toMatchObject({ email: root.email })
    },
  )
})
