import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { storeFile } from '../store-file.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const otto = await larder.person('otto')
const mia = await larder.person('mia')
const root = await larder.person('root', { accountRole: 'admin' })
const bytes = randomBytes(1_000)
const thumbnail = randomBytes(100)
let id: number

beforeEach(async () => {
  id = await storeFile(larder, { account_id: ada.accountId, bytes, renditions: { thumbnail } })
})

async function follow(path: string): Promise<number> {
  const answer = await fetch(larder.url + path)
  const body = await answer.text()
  if (!answer.ok) {
    expect(JSON.parse(body).error.data.reason).toBe('LINK_REFUSED')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  }
  return answer.status
}

const linkTo = async (options: { rendition?: string; seconds?: number } = {}) =>
  (await ada.larder.files.link({ id, ...options })).path

describe('Given a link to a file', () => {
  test('when somebody follows it, then they get it without a credential, also a part of it', async () => {
    const { path, expiresAt } = await ada.larder.files.link({ id })
    expect(path).toMatch(new RegExp(`^/files/${id}\\?link=`))
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 600_000)).toBeLessThan(5_000)
    const answer = await fetch(larder.url + path, { headers: { range: 'bytes=10-19' } })
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([206, 'private, no-cache'])
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes.subarray(10, 20))).toBe(true)
    const head = await fetch(larder.url + path, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '1000'])
  })

  test('when it is to one size, then it opens that and nothing else', async () => {
    const path = await linkTo({ rendition: 'thumbnail' })
    expect(await follow(path)).toBe(200)
    expect(await follow(path.replace('/thumbnail', ''))).toBe(403)
    expect(await follow((await linkTo()).replace('?', '/thumbnail?'))).toBe(403)
  })

  test('when anything in it is changed, then it opens nothing', async () => {
    const other = await storeFile(larder, { account_id: ada.accountId, bytes: randomBytes(10) })
    const path = await linkTo()
    expect(await follow(path)).toBe(200)
    expect(await follow(path.replace(`/${id}?`, `/${other}?`))).toBe(403)
    const [place = '', token = ''] = path.split('?link=')
    const [expiresAt, accountId, tokenId, signature = ''] = token.split('.')
    const forged = [
      [Number(expiresAt) + 1, accountId, tokenId, signature],
      [expiresAt, otto.accountId, tokenId, signature],
      [expiresAt, accountId, 7, signature],
      [expiresAt, accountId, tokenId, signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))],
      [expiresAt, accountId, tokenId, signature.slice(1)],
      [expiresAt, accountId, tokenId, ''],
      [expiresAt, accountId, tokenId, signature, 'x'],
      [`0${expiresAt}`, accountId, tokenId, signature].slice(1),
    ].map((parts) => parts.join('.'))
    for (const each of [...forged, '', 'x', '...', `${token}&link=${token}`, '%00', 'é']) {
      expect([each, await follow(`${place}?link=${each}`)]).toEqual([each, 403])
    }
  })

  test('when its time is over, then it opens nothing', async () => {
    const path = await linkTo({ seconds: 1 })
    expect(await follow(path)).toBe(200)
    await sleep(2_100)
    expect(await follow(path)).toBe(403)
  })

  test('when more than a day is asked for, or less than a second, then that is refused', async () => {
    for (const seconds of [0, 86_401, 1.5]) {
      await expect(ada.larder.files.link({ id, seconds })).rejects.toMatchObject({
        reason: 'INVALID_INPUT',
      })
    }
    await ada.larder.files.link({ id, seconds: 86_400 })
  })

  test('when the file is deleted, then it opens nothing', async () => {
    const path = await linkTo()
    await ada.larder.files.delete({ id })
    expect(await follow(path)).toBe(403)
  })

  test('when its owner is disabled, then it opens nothing until they are back', async () => {
    const path = await linkTo()
    await root.larder.admin.accounts.disable({ id: ada.accountId, reason: 'a test' })
    expect(await follow(path)).toBe(403)
    await root.larder.admin.accounts.enable({ id: ada.accountId })
    expect(await follow(path)).toBe(200)
    await ada.larder.accounts.logIn({ email: ada.email, password: ada.password })
  })

  test('when the access token that made it is revoked, then it opens nothing', async () => {
    const { accounts } = ada.larder
    const { token, id: tokenId } = await accounts.tokens.create({
      name: 'links',
      scopes: ['files:read'],
    })
    const { path } = await larder.client({ token }).files.link({ id })
    expect(path).not.toContain(token)
    expect(await follow(path)).toBe(200)
    await accounts.tokens.revoke({ id: tokenId })
    expect(await follow(path)).toBe(403)
  })

  test('when a wrong credential comes along, then the link is what counts', async () => {
    const answer = await fetch(larder.url + (await linkTo()), {
      headers: { authorization: 'Bearer x' },
    })
    expect(answer.status).toBe(200)
  })
})

describe('Given a link that a member made to a file of their company', () => {
  test('when they are removed, then it opens nothing', async () => {
    const { organisations } = otto.larder
    const company = await organisations.create({ kind: 'company', name: 'shop' })
    const { token } = await organisations.invitations.makeLink({ id: company.id, role: 'member' })
    await mia.larder.organisations.invitations.accept({ token })
    const file = await storeFile(larder, { organisation_id: company.id, bytes: randomBytes(10) })
    const { path } = await mia.larder.files.link({ id: file })
    expect(await follow(path)).toBe(200)
    await organisations.members.setRole({
      id: company.id,
      accountId: mia.accountId,
      role: 'viewer',
    })
    expect(await follow(path)).toBe(403)
    await organisations.members.setRole({
      id: company.id,
      accountId: mia.accountId,
      role: 'member',
    })
    expect(await follow(path)).toBe(200)
    await organisations.members.remove({ id: company.id, accountId: mia.accountId })
    expect(await follow(path)).toBe(403)
  })
})
