import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SessionStore } from '@larder/sdk'
import { browserSession, createLarder, memorySession } from '@larder/sdk'
import { fileSession } from '@larder/sdk/node'
import { describe, expect, inject, test } from 'vitest'
import { startLarder } from '#harness'

const [larder, another] = [await startLarder(), await startLarder()]
const ada = await larder.person('ada')
const { email, password } = ada
const directory = mkdtempSync(join(inject('temporaryDirectory'), 'sessions-'))
let files = 0

const newFile = () => join(directory, 'made', 'when', 'needed', `sessions-${++files}.json`)
const connect = (session: SessionStore, url = larder.url) => createLarder({ url, session })

/** As much of a browser's `localStorage` as there is in one. */
function storage() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

/** As somebody would write it over a database of their own. */
function slowSession(): SessionStore {
  const kept = new Map<string, string>()
  const later = async <T>(value: T) => new Promise<T>((resolve) => setTimeout(resolve, 5, value))
  return {
    get: (server) => later(kept.get(server)),
    set: (server, session) => later(kept.set(server, session)),
    delete: (server) => later(kept.delete(server)),
  }
}

describe.each([
  ['memory', memorySession],
  ['a file', () => fileSession(newFile())],
  ['a browser', () => browserSession(storage())],
  ['a Map', () => new Map<string, string>()],
  ['somebody’s own', slowSession],
])('Given sessions that are kept in %s', (_, newStore) => {
  test('when somebody logs in, then they are signed in, also in the next program', async () => {
    const store = newStore()
    await connect(store).accounts.logIn({ email, password })
    expect(await connect(store).accounts.whoAmI()).toMatchObject({ email })
  })

  test('when they change the password, then the new session is kept', async () => {
    const store = newStore()
    const bob = await larder.person('bob')
    await connect(store).accounts.logIn({ email: bob.email, password: bob.password })
    await connect(store).accounts.changePassword({
      currentPassword: bob.password,
      newPassword: 'something else entirely',
    })
    expect(await connect(store).accounts.whoAmI()).toMatchObject({ email: bob.email })
  })

  test.each(['logOut', 'logOutEverywhere'] as const)(
    'when they %s, then it is forgotten',
    async (end) => {
      const store = newStore()
      const bob = await larder.person('bob')
      await connect(store).accounts.logIn({ email: bob.email, password: bob.password })
      await connect(store).accounts[end]()
      expect(await store.get(larder.url)).toBeUndefined()
    },
  )

  test('when the server had ended it before, then logging out forgets it all the same', async () => {
    const store = newStore()
    await store.set(larder.url, 'larder_ses_over')
    const logOut = connect(store).accounts.logOut()
    await expect(logOut).rejects.toMatchObject({ reason: 'CREDENTIAL_REFUSED' })
    expect(await store.get(larder.url)).toBeUndefined()
  })

  test('when another server is asked, then it does not get the session of the first', async () => {
    const store = newStore()
    await connect(store).accounts.logIn({ email, password })
    const elsewhere = connect(store, another.url).accounts.whoAmI()
    await expect(elsewhere).rejects.toMatchObject({ reason: 'SIGN_IN_REQUIRED' })
    await connect(store, `${larder.url}/`).accounts.whoAmI()
  })
})

describe('Given an access token beside a session', () => {
  test('when something is asked, then the token goes first', async () => {
    const { token } = await ada.larder.accounts.tokens.create({
      name: 'script',
      scopes: ['account:read'],
    })
    const session = new Map([[larder.url, ada.session]])
    const client = createLarder({ url: larder.url, token, session })
    expect(await client.accounts.whoAmI()).toMatchObject({ scopes: ['account:read'] })
  })
})

describe('Given a file of sessions', () => {
  test('when it is written, then only its owner can read it', async () => {
    const file = newFile()
    await connect(fileSession(file)).accounts.logIn({ email, password })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')))).toEqual([larder.url])
  })

  test('when the last session ends, then it is gone', async () => {
    const file = newFile()
    const client = connect(fileSession(file))
    await client.accounts.logIn({ email, password })
    await client.accounts.logOut()
    expect(existsSync(file)).toBe(false)
  })

  test('when it holds something else, then that is said, and left alone', async () => {
    const file = join(directory, 'letters.txt')
    writeFileSync(file, 'Dear Ada, ...')
    const call = connect(fileSession(file)).accounts.logIn({ email, password })
    await expect(call).rejects.toThrow(`${file} is not a file of Larder sessions.`)
    expect(readFileSync(file, 'utf8')).toBe('Dear Ada, ...')
  })

  test('when two log in at once, to two servers, then both are kept', async () => {
    const file = newFile()
    const bob = await another.person('bob')
    await Promise.all([
      connect(fileSession(file)).accounts.logIn({ email, password }),
      connect(fileSession(file), another.url).accounts.logIn({
        email: bob.email,
        password: bob.password,
      }),
    ])
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8'))).sort()).toEqual(
      [larder.url, another.url].sort(),
    )
  })
})

describe('Given a store that fails', () => {
  const client = connect({
    get: () => {
      throw new Error('the disk is full')
    },
    set: () => {},
    delete: () => {},
  })
  const ways: Record<string, () => Promise<unknown>> = {
    'a call': () => client.freezers.list(),
    'a download': () => client.files.download(1),
    'an upload': () => client.files.upload(new Uint8Array(1)),
    'an export': () => client.exportAccount(),
  }

  test.each(Object.entries(ways))('when %s asks it, then that is told as it is', async (_, way) => {
    await expect(way()).rejects.toThrow(/^the disk is full$/)
  })
})
