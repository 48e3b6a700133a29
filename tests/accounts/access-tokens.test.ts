import { crc32 } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { tidyUpIn } from '../background/perform-chores.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const { tokens } = ada.larder.accounts

const DAY_MS = 86_400_000
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
let made = 0

type Creation = Parameters<typeof tokens.create>[0]

/** A token that may do everything a token may, unless something else is said. */
function newToken(options: Partial<Creation> = {}, of: Person = ada) {
  return of.larder.accounts.tokens.create({ name: `token ${++made}`, scopes: ['*'], ...options })
}

function whoIs(token: string) {
  return larder.client({ token, retries: 0 }).accounts.whoAmI()
}

describe('Given an access token', () => {
  test('when it is created, then a secret scanner can tell it from noise, without asking anybody', async () => {
    const { token } = await newToken()
    expect(token).toMatch(/^larder_pat_[0-9A-Za-z]{38}$/)
    const [body, checksum] = [token.slice(0, -6), token.slice(-6)]
    const value = [...checksum].reduce((sum, digit) => sum * 62 + DIGITS.indexOf(digit), 0)
    expect(value).toBe(crc32(body))
  })

  test('when it was shown once, then never again', async () => {
    const { token, ...facts } = await newToken()
    const list = await larder.call('accounts.tokens.list', {}, { secret: ada.session })
    expect(list.data()).toMatchObject({ items: expect.arrayContaining([facts]) })
    expect(list.body).not.toContain(token)
  })

  test('when there are as many as there may be, then one must be revoked first', async () => {
    const bob = await larder.person('bob')
    const before = Array.from({ length: 999 }, (_, n) => ({
      account_id: bob.accountId,
      name: `old ${n}`,
      live_name: `old ${n}`,
      token_hash: `${n}`.padStart(64, 'f'),
      scopes: '[]',
      created_at: new Date().toISOString(),
      expires_at: null,
      revoked_at: null,
    }))
    await larder.database.writer.insertInto('access_tokens').values(before).execute()
    const { id } = await newToken({}, bob)
    const refusal = { reason: 'TOKEN_LIMIT_REACHED', details: { limit: 1_000 } }
    await expect(newToken({}, bob)).rejects.toMatchObject(refusal)
    await bob.larder.accounts.tokens.revoke({ id })
    await expect(newToken({}, bob)).resolves.toBeDefined()
  })

  test('when it is used, then it acts for its owner, with its scopes', async () => {
    const { token } = await newToken({ scopes: ['account:read', 'freezers:read'] })
    expect(await whoIs(token)).toMatchObject({
      id: ada.accountId,
      scopes: ['account:read', 'freezers:read'],
    })
  })

  test('when it is asked for more than its scopes, then the missing one is named', async () => {
    const { token } = await newToken({ scopes: ['freezers:read'] })
    const script = larder.client({ token })
    await expect(script.freezers.list()).resolves.toBeDefined()
    await expect(script.freezers.create({ name: 'cellar', boxes: 1 })).rejects.toMatchObject({
      reason: 'SCOPE_MISSING',
      details: { needed: 'freezers:write', held: ['freezers:read'] },
    })
  })

  test('when it would make tokens, change the password or end sessions, then it may not, whatever its scopes', async () => {
    const { token } = await newToken({ scopes: ['*'] })
    const { accounts } = larder.client({ token })
    const passwords = { currentPassword: ada.password, newPassword: 'porridge at eight' }
    for (const attempt of [
      () => accounts.tokens.create({ name: 'another', scopes: ['*'] }),
      () => accounts.changePassword(passwords),
      () => accounts.logOut(),
      () => accounts.logOutEverywhere(),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ reason: 'SESSION_REQUIRED' })
    }
    await expect(ada.logIn()).resolves.toBeDefined()
  })

  test('when one letter of it is changed, then it is no token at all', async () => {
    const { token } = await newToken()
    const changed = token.replace(/.(?=.{10}$)/, (letter) => (letter === 'a' ? 'b' : 'a'))
    const refusal = { reason: 'CREDENTIAL_REFUSED', details: { problem: 'malformed' } }
    await expect(whoIs(changed)).rejects.toMatchObject(refusal)
  })

  test('when nobody ever made it, then it is unknown', async () => {
    const body = `larder_pat_${'0'.repeat(32)}`
    const refusal = { reason: 'CREDENTIAL_REFUSED', details: { problem: 'unknown' } }
    await expect(whoIs(body + checksumOf(body))).rejects.toMatchObject(refusal)
  })
})

describe('Given how long an access token lasts', () => {
  const daysUntil = (instant: string | null) =>
    (Date.parse(instant ?? '') - Date.now()) / 86_400_000

  test('when nothing is said, then 90 days', async () => {
    expect(daysUntil((await newToken()).expiresAt)).toBeCloseTo(90, 2)
  })

  test('when null is said, then for ever', async () => {
    expect((await newToken({ expiresInDays: null })).expiresAt).toBeNull()
  })

  test.each([0, 367, 1.5])('when %d days are said, then it is refused', async (expiresInDays) => {
    await expect(newToken({ expiresInDays })).rejects.toMatchObject({ reason: 'INVALID_INPUT' })
  })

  test('when its time is over, then its next request is refused', async () => {
    const { id, token } = await newToken({ expiresInDays: 1 })
    expect(await whoIs(token)).toBeDefined()
    const expired = { expires_at: new Date(Date.now() - 1).toISOString() }
    await larder.database.writer
      .updateTable('access_tokens')
      .set(expired)
      .where('id', '=', id)
      .execute()
    const refusal = { reason: 'CREDENTIAL_REFUSED', details: { problem: 'expired' } }
    await expect(whoIs(token)).rejects.toMatchObject(refusal)
  })
})

describe('Given several access tokens', () => {
  test('when they are listed, then only the own live ones, newest first', async () => {
    const bea = await larder.person('bea')
    const [oldest, revoked, newest] = [
      await newToken({}, bea),
      await newToken({}, bea),
      await newToken({}, bea),
    ]
    await bea.larder.accounts.tokens.revoke({ id: revoked.id })
    const { items } = await bea.larder.accounts.tokens.list()
    expect(items.map(({ id }) => id)).toEqual([newest.id, oldest.id])
  })

  test('when one is revoked, then its next request is refused and its name is free again', async () => {
    const { id, name, token } = await newToken()
    await expect(newToken({ name })).rejects.toMatchObject({
      reason: 'TOKEN_NAME_TAKEN',
      details: { name },
    })
    await tokens.revoke({ id })
    const refusal = { reason: 'CREDENTIAL_REFUSED', details: { problem: 'revoked' } }
    await expect(whoIs(token)).rejects.toMatchObject(refusal)
    await expect(newToken({ name })).resolves.toMatchObject({ name })
  })

  test('when one is revoked twice, or is somebody else’s, then there is no such token', async () => {
    const eve = await larder.person('eve')
    const { id, token } = await newToken()
    const notFound = { reason: 'NOT_FOUND', details: { what: 'access token', id } }
    await expect(eve.larder.accounts.tokens.revoke({ id })).rejects.toMatchObject(notFound)
    await expect(whoIs(token)).resolves.toBeDefined()
    await tokens.revoke({ id })
    await expect(tokens.revoke({ id })).rejects.toMatchObject(notFound)
  })

  test('when the server tidies up, then one that was revoked is known for 90 days more', async () => {
    const [kept, revoked] = [await newToken(), await newToken()]
    await tokens.revoke({ id: revoked.id })
    const refusal = (problem: string) => ({ reason: 'CREDENTIAL_REFUSED', details: { problem } })
    await tidyUpIn(larder, 90 * DAY_MS - 60_000)
    await expect(whoIs(revoked.token)).rejects.toMatchObject(refusal('revoked'))
    await tidyUpIn(larder, 90 * DAY_MS + 60_000)
    await expect(whoIs(revoked.token)).rejects.toMatchObject(refusal('unknown'))
    await expect(whoIs(kept.token)).resolves.toBeDefined()
  })
})

describe('Given somebody who wants to know what a token is good for', () => {
  const { check } = larder.client().accounts.tokens

  test('when it is valid, then its scopes are told', async () => {
    const { token } = await newToken({ scopes: ['freezers:read'] })
    const answer = { valid: true, problem: null, scopes: ['freezers:read'] }
    expect(await check({ token })).toEqual(answer)
  })

  test('when it is a session, then it may do everything', async () => {
    const answer = { valid: true, problem: null, scopes: ['*'] }
    expect(await check({ token: ada.session })).toEqual(answer)
  })

  test('when it is not valid, then why', async () => {
    const { id, token } = await newToken()
    await tokens.revoke({ id })
    const problemOf = async (token: string) => (await check({ token })).problem
    expect(await problemOf(token)).toBe('revoked')
    expect(await problemOf('larder_ses_unknown')).toBe('expired')
    expect(await problemOf('hello')).toBe('malformed')
    expect(await problemOf('two words\r\nX-Header: 1')).toBe('malformed')
  })
})

function checksumOf(body: string): string {
  let value = crc32(body)
  let checksum = ''
  while (checksum.length < 6) {
    checksum = DIGITS[value % 62] + checksum
    value = Math.floor(value / 62)
  }
  return checksum
}
