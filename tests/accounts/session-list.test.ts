import { hash } from 'node:crypto'
import { createServices } from '@larder/api'
import { migrate, openDatabase } from '@larder/db'
import type { Larder } from '@larder/sdk'
import { describe, expect, test, vi } from 'vitest'
import {
  afterwards,
  freshDatabase,
  newKeys,
  rawCall,
  registerPerson,
  StatementFaults,
  serveHere,
  startLarder,
} from '#harness'
import { Shell } from '../cli/shell.ts'

const MINUTE_MS = 60_000
const larder = await startLarder({ settings: { LARDER_TRUST_PROXY: '127.0.0.1' } })

type Listed = Awaited<ReturnType<Larder['accounts']['sessions']['list']>>['items'][number]

const idOf = (session: string) => hash('sha256', session).slice(0, 16)

/** Signs somebody in as if with a program, from an address. */
async function logInWith(
  who: { email: string; password: string },
  headers: Record<string, string>,
): Promise<string> {
  const { email, password } = who
  const answer = await larder.call('accounts.logIn', { email, password }, { headers })
  return (answer.data() as { session: string }).session
}

describe('Given somebody who is signed in on several devices', () => {
  test('when they list their sessions, then each says with what, from where and since when', async () => {
    const ada = await larder.person('ada')
    const phone = await logInWith(ada, {
      'user-agent': 'larder-phone/2.1 (of ada)',
      'x-forwarded-for': '2001:db8::77',
    })
    const { items } = await larder.client({ token: phone }).accounts.sessions.list()
    expect(items).toHaveLength(2)
    expect(items.find(({ isCurrent }) => isCurrent)).toEqual({
      id: idOf(phone),
      device: 'larder-phone/2.1 (of ada)',
      address: '2001:db8::77',
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
      lastSeenAt: expect.stringMatching(/^\d{4}-.*Z$/),
      expiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
      isCurrent: true,
    })
    expect(items.find(({ isCurrent }) => !isCurrent)).toMatchObject({ id: idOf(ada.session) })
    expect(JSON.stringify(items)).not.toContain(hash('sha256', phone))
  })

  test('when a program calls itself something long and strange, then it is a line of plain text', async () => {
    const ada = await larder.person('ada')
    const name = `\u001b[31mred\u00a0 \u00e9${'x'.repeat(400)}`.replace('\u001b', '\u009b')
    const session = await logInWith(ada, { 'user-agent': name })
    const { items } = await larder.client({ token: session }).accounts.sessions.list()
    const device = items.find(({ isCurrent }) => isCurrent)?.device ?? ''
    expect(device).toMatch(/^\[31mred x+$/)
    expect(device.length).toBeLessThanOrEqual(300)
  })

  test('when one is over, then it is not listed, and cannot be ended', async () => {
    const ada = await larder.person('ada')
    const { session } = await ada.logIn()
    const { writer } = larder.database
    const over = { expires_at: new Date(Date.now() - 1).toISOString() }
    const id_hash = hash('sha256', session)
    await writer.updateTable('sessions').set(over).where('id_hash', '=', id_hash).execute()
    const { sessions } = ada.larder.accounts
    expect((await sessions.list()).items.map(({ id }) => id)).toEqual([idOf(ada.session)])
    const missing = { reason: 'NOT_FOUND', details: { what: 'session', id: idOf(session) } }
    await expect(sessions.revoke({ id: idOf(session) })).rejects.toMatchObject(missing)
  })

  test('when somebody else ends one of theirs, then it is not there, and goes on', async () => {
    const [ada, eve] = [await larder.person('ada'), await larder.person('eve')]
    const revoke = eve.larder.accounts.sessions.revoke({ id: idOf(ada.session) })
    await expect(revoke).rejects.toMatchObject({ reason: 'NOT_FOUND' })
    expect((await ada.larder.accounts.whoAmI()).id).toBe(ada.accountId)
  })
})

describe('Given the command line', () => {
  test('when somebody signs in with it, then the list says so, and ends another one', async () => {
    const ada = await larder.person('ada')
    const shell = Shell.open(larder.url)
    await shell.logIn(ada)
    const listed = (await shell.json('larder account sessions')) as Listed[]
    expect(listed.find(({ isCurrent }) => isCurrent)?.device).toMatch(
      /^larder\/\d+\.\d+\.\d+ \(\w+ \w+; Node\.js \d+\.\d+\.\d+\)$/,
    )
    expect(await shell.out('larder account sessions')).toContain('this one: larder/')
    const other = listed.find(({ isCurrent }) => !isCurrent)?.id
    expect(await shell.out(`larder account end-session ${other}`)).toContain('is over')
    await expect(ada.larder.accounts.whoAmI()).rejects.toMatchObject({
      reason: 'CREDENTIAL_REFUSED',
    })
    const again = await shell.run(`larder account end-session ${other}`)
    expect(again).toMatchObject({ code: 3 })
  })
})

describe('Given a session that was seen more than five minutes ago', () => {
  test('when it is used, then that is noted a moment later, and costs the request nothing', async () => {
    const { databaseUrl } = await freshDatabase()
    const database = openDatabase({ url: databaseUrl })
    afterwards(() => database.close())
    await migrate(database)
    const time = { passed: 0 }
    const clock = { now: () => new Date(Date.now() + time.passed) }
    const url = await serveHere(createServices(database, { clock, keys: newKeys() }))
    const ada = await registerPerson({ url, database }, 'ada', {})
    const statements = await StatementFaults.on(database)
    const use = () => rawCall(url, 'accounts.whoAmI', {}, { secret: ada.session })
    const cost = async () => {
      const { statements: n } = await statements.failingBefore(Number.MAX_SAFE_INTEGER, use)
      return n
    }
    const seen = async () => {
      const row = database.reader.selectFrom('sessions').select('last_seen_at')
      return (await row.executeTakeFirstOrThrow()).last_seen_at ?? ''
    }
    const first = await seen()
    time.passed += 4 * MINUTE_MS
    const before = await cost()
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(await seen()).toBe(first)
    time.passed += 2 * MINUTE_MS
    expect(await cost()).toBe(before)
    await vi.waitFor(async () => expect(await seen()).not.toBe(first), 5_000)
    expect(Date.parse(await seen()) - Date.parse(first)).toBeGreaterThanOrEqual(6 * MINUTE_MS)
  })
})
