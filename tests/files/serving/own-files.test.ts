import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { storeFile } from '../store-file.ts'

const larder = await startLarder()
const quota = 10 * 1_024 ** 3

const textFile = (size: number) => new Blob([randomBytes(size)])

describe('Given somebody with files', () => {
  test('when they list them, then page after page comes, the newest first, and theirs alone', async () => {
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    const ids: number[] = []
    for (let i = 0; i < 7; i++) {
      const file = { account_id: ada.accountId, bytes: randomBytes(10 + i), name: `file ${i}` }
      ids.push(await storeFile(larder, file))
      await storeFile(larder, { account_id: bob.accountId, bytes: randomBytes(10) })
    }
    const { files } = ada.larder
    const seen: number[] = []
    let cursor: string | undefined
    do {
      const page = await files.list({ limit: 3, ...(cursor === undefined ? {} : { cursor }) })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual(ids.toReversed())
    const oldest = await files.list({ sort: [{ by: 'created' }], limit: 2, withTotal: true })
    expect([oldest.items.map(({ id }) => id), oldest.total]).toEqual([ids.slice(0, 2), 7])
    // Of somebody else, a cursor leads nowhere.
    const { nextCursor } = await files.list({ limit: 1 })
    const theirs = await bob.larder.files.list({ cursor: nextCursor ?? '' })
    expect(theirs.items.some(({ id }) => ids.includes(id))).toBe(false)
  })

  test('when they filter them, then by what a file is', async () => {
    const { accountId: account_id, larder: ada } = await larder.person('ada')
    const bytes = randomBytes(100)
    const picture = { kind: 'picture', media_type: 'image/webp', width: 3, height: 2 } as const
    const thumbnail = randomBytes(20)
    const ofPicture = await storeFile(larder, {
      ...{ account_id, bytes, ...picture, renditions: { thumbnail } },
    })
    const film = await storeFile(larder, {
      ...{ account_id, bytes: randomBytes(5_000), media_type: 'video/mp4', audience: 'everyone' },
    })
    const found = async (where: Parameters<typeof ada.files.list>[0]) =>
      (await ada.files.list(where)).items.map(({ id }) => id)
    expect(await found({ where: { kind: { eq: 'picture' } } })).toEqual([ofPicture])
    expect(await found({ where: { audience: { eq: 'everyone' } } })).toEqual([film])
    expect(await found({ where: { mediaType: { in: ['video/mp4', 'video/webm'] } } })).toEqual([
      film,
    ])
    expect(await found({ where: { size: { gte: 101 } } })).toEqual([film])
    expect(await found({ where: { not: { createdAt: { gt: '2020-01-01' } } } })).toEqual([])
    expect(await ada.files.get({ id: ofPicture })).toMatchObject({
      ...{ kind: 'picture', size: 100, width: 3, height: 2, audience: 'owner' },
      renditions: [{ label: 'thumbnail', size: 20 }],
    })
  })

  test('when they keep, reserve and delete, then their usage follows', async () => {
    const { larder: ada, accountId: account_id } = await larder.person('ada')
    const none = { quotaBytes: quota, usedBytes: 0, reservedBytes: 0, files: 0 }
    expect(await ada.files.usage()).toEqual(none)
    const { id } = await ada.files.upload(textFile(1_000), { name: 'one', as: 'file' })
    await ada.files.upload(textFile(500), { name: 'two', as: 'file' })
    const now = new Date().toISOString()
    await larder.database.writer
      .insertInto('uploads')
      .values({
        ...{ id: 'x'.repeat(22), account_id, name: 'half', kind: 'file', size: 70 },
        ...{ reserved_bytes: 70, created_at: now, expires_at: now },
      })
      .execute()
    const used = { ...none, usedBytes: 1_500, reservedBytes: 70, files: 2 }
    expect(await ada.files.usage()).toEqual(used)
    await ada.files.delete({ id })
    expect(await ada.files.usage()).toEqual({ ...used, usedBytes: 500, files: 1 })
    await expect(ada.files.get({ id })).rejects.toMatchObject({ reason: 'NOT_FOUND' })
  })

  test('when they open one up and close it again, then everyone reads it in between', async () => {
    const { larder: ada } = await larder.person('ada')
    const { id } = await ada.files.upload(textFile(10), { name: 'one', as: 'file' })
    const read = () => fetch(`${larder.url}/files/${id}`)
    expect((await read()).status).toBe(401)
    const opened = await ada.files.edit({ id, audience: 'everyone', name: 'for all' })
    expect(opened).toMatchObject({ audience: 'everyone', name: 'for all' })
    const answer = await read()
    expect([
      answer.status,
      answer.headers.get('cache-control'),
      answer.headers.get('vary'),
    ]).toEqual([...[200, 'public, max-age=300, must-revalidate', null]])
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    await ada.files.edit({ id, audience: 'owner' })
    expect((await read()).status).toBe(401)
    const { items } = await ada.events.list({ types: ['FileEdited'] })
    expect(items.map(({ payload }) => payload)).toEqual([
      { fileId: id, changed: ['name', 'audience'] },
      { fileId: id, changed: ['audience'] },
    ])
  })
})

describe('Given a server with a limit of calls an address', () => {
  test('when files are read, then that counts as no call; when they are refused, it does', async () => {
    const strict = await startLarder({ settings: { LARDER_RATE_PER_MINUTE: '20' } })
    const { session, larder: ada } = await strict.person('ada')
    const { id } = await ada.files.upload(textFile(10), { name: 'one', as: 'file' })
    const headers = { authorization: `Bearer ${session}` }
    const read = async (which: number) =>
      (await fetch(`${strict.url}/files/${which}`, { headers })).status
    for (let i = 0; i < 50; i++) expect(await read(id)).toBe(200)
    const guesses: number[] = []
    for (let i = 0; i < 25; i++) guesses.push(await read(1_000 + i))
    expect([guesses[0], guesses.at(-1)]).toEqual([404, 429])
    expect(await read(id)).toBe(429)
  })
})

describe('Given a front end elsewhere', () => {
  test('when it reads files, then it is told what it needs of them', async () => {
    const origin = 'https://front.example.org'
    const there = await startLarder({ settings: { LARDER_CORS_ORIGINS: origin } })
    const { session, larder: ada } = await there.person('ada')
    const { id } = await ada.files.upload(textFile(10), { name: 'one', as: 'file' })
    const url = `${there.url}/files/${id}`
    const asked = { origin, 'access-control-request-method': 'GET' }
    const wanted = { 'access-control-request-headers': 'authorization,range,if-none-match' }
    const preflight = await fetch(url, { method: 'OPTIONS', headers: { ...asked, ...wanted } })
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(/range.*/)
    const authorization = `Bearer ${session}`
    const answer = await fetch(url, { headers: { origin, authorization, range: 'bytes=0-1' } })
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
    expect(answer.headers.get('access-control-expose-headers')).toMatch(/content-range/)
    expect(answer.headers.get('vary')).toBe('Origin, Authorization')
    expect(await answer.arrayBuffer()).toHaveProperty('byteLength', 2)
  })
})
