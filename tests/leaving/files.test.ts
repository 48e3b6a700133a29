import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { createServices } from '@larder/api'
import { sweep } from '@larder/api/src/files/sweep.ts'
import { deleteAccount } from '@larder/api/src/leaving/delete-account.ts'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { openStorage, startLarder } from '#harness'
import { disagreements, leftBehind } from '../files/store/agreement.ts'
import { localBytes } from '../files/store/keep-file.ts'
import { storeFile } from '../files/store-file.ts'
import { putFile } from '../files/uploads/put-file.ts'
import { unzipBytes } from './export/unzip.ts'

const larder = await startLarder()
const storage = openStorage(larder)
const services = createServices(larder.database, { storage })

async function put(who: Person, bytes: Buffer | string, name: string, as?: string) {
  const answer = await putFile(larder, bytes, { secret: who.session, name, ...(as && { as }) })
  expect(answer.status).toBe(201)
  return answer.file()
}

async function exported({ larder: ada }: Person): Promise<Map<string, Buffer>> {
  const { blob } = await ada.exportAccount()
  return unzipBytes(new Uint8Array(await (await blob()).arrayBuffer()))
}

/** A picture of an organisation. */
function pictureOf(organisation_id: number): Promise<number> {
  const [bytes, small] = [Buffer.from('a picture'), Buffer.from('small')]
  const facts = { organisation_id, kind: 'avatar' as const, media_type: 'image/webp' }
  return storeFile(larder, { ...facts, bytes, renditions: { small } })
}

function picture(background: string): Promise<Buffer> {
  return sharp({ create: { width: 600, height: 400, channels: 3, background } })
    .jpeg()
    .toBuffer()
}

/** Two hours later. */
async function sweepAll(): Promise<void> {
  const clock = { now: () => new Date(Date.now() + 2 * 3_600_000) }
  const options = { graceMs: 3_600_000, dryRun: false, strays: true }
  for await (const _ of sweep({ ...services, clock }, options));
}

describe('Given ada, who keeps files under names that are meant to do harm', async () => {
  const ada = await larder.person('ada')
  const text = await put(ada, 'peas and beans', '../../../etc/passwd', 'file')
  const page = await put(ada, '<html><script>alert(1)</script>', '..\\..\\boot.html', 'file')
  const photo = await put(ada, await picture('green'), 'C:\\me.jpg', 'picture')
  const ofHousehold = await pictureOf(ada.householdId)

  test('when she exports, then each is in it under its id, with its bytes', async () => {
    const zip = await exported(ada)
    const own = [...zip.keys()].filter((name) => name.includes('files/'))
    const household = `household-${ada.householdId}/files`
    expect(own.sort()).toEqual(
      [
        'files/files.json',
        `files/${text.id}.bin`,
        `files/${page.id}.bin`,
        `files/${photo.id}.webp`,
        `${household}/files.json`,
        `${household}/${ofHousehold}.webp`,
      ].sort(),
    )
    const described = JSON.parse(String(zip.get('files/files.json')))
    expect(described).toMatchObject([
      { ...text, place: `files/${text.id}.bin` },
      page,
      { ...photo, renditions: expect.arrayContaining([expect.anything()]) },
    ])
    for (const { place, sha256 } of described) {
      const bytes = zip.get(place) ?? Buffer.of()
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    }
    expect(String(zip.get(`files/${text.id}.bin`))).toBe('peas and beans')
  })

  test('when bob, who is not in the household, exports, then nothing of hers is in it', async () => {
    const zip = await exported(await larder.person('bob'))
    expect([...zip.keys()].filter((name) => name.includes('files/'))).toEqual(['files/files.json'])
    expect(JSON.parse(String(zip.get('files/files.json')))).toEqual([])
  })

  test('when the bytes of one are gone, then the export breaks off and is never taken for whole', async () => {
    const eve = await larder.person('eve')
    const { id, sha256 } = await put(eve, 'bytes that are lost', 'lost', 'file')
    for await (const { key } of storage.blobs.list()) {
      if (key.includes(sha256)) await storage.blobs.delete(key)
    }
    await expect(exported(eve)).rejects.toThrow()
    await expect.poll(() => larder.logs()).toContain('an export broke off')
    await eve.larder.files.delete({ id })
  })

  test('when a company that has a picture is deleted, then it is given back', async () => {
    const company = await ada.larder.organisations.create({ kind: 'company', name: 'of ada' })
    const logo = await pictureOf(company.id)
    await ada.larder.organisations.delete({ id: company.id })
    const left = larder.database.reader.selectFrom('files').select('id').where('id', '=', logo)
    expect(await left.execute()).toEqual([])
    const renditions = larder.database.reader.selectFrom('renditions').selectAll()
    expect(await renditions.where('file_id', '=', logo).execute()).toEqual([])
  })

  test('when her account is deleted, then rows, quota, uploads and bytes go with it', async () => {
    const bob = await larder.person('bob')
    const same = await put(bob, 'peas and beans', 'of bob', 'file')
    const local = await localBytes(services, Buffer.from('half an upload'))
    const uploadId = local.path.split('/').at(-1) ?? ''
    const { writer } = larder.database
    await writer
      .insertInto('uploads')
      .values({
        id: uploadId,
        account_id: ada.accountId,
        name: 'half',
        kind: 'file',
        size: 100,
        reserved_bytes: 100,
        created_at: new Date().toISOString(),
        expires_at: new Date(Date.now() + 86_400_000).toISOString(),
        locked_by: null,
        locked_until: null,
      })
      .execute()
    await writer
      .updateTable('accounts')
      .set({ leaves_at: new Date().toISOString() })
      .where('id', '=', ada.accountId)
      .execute()
    await deleteAccount(services, ada.accountId)
    await sweepAll()
    const files = await larder.database.reader.selectFrom('files').select('id').execute()
    expect(files).toEqual([{ id: same.id }])
    expect(await writer.selectFrom('uploads').select('id').execute()).toEqual([])
    expect(await readdir(storage.incoming)).toEqual([])
    expect(await leftBehind(services)).toEqual([])
    // What bob keeps has the same bytes as hers, and stays.
    expect(await disagreements(services)).toEqual([])
  })
})
