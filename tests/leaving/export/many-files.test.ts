import type { Database } from '@larder/db'
import { expect, test } from 'vitest'
import { startLarder } from '#harness'
import { storeFile } from '../../files/store-file.ts'
import { unzip } from './unzip.ts'

const MANY = 150_000
const AT_ONCE = 500
const long = { timeout: 200_000 }
const larder = await startLarder()

/** Gives a file `count` copies from behind, which share its bytes. */
async function copy({ transaction }: Database, id: number, count: number): Promise<void> {
  await transaction(async (db) => {
    const file = db.selectFrom('files').selectAll().where('id', '=', id)
    const { id: _, ...facts } = await file.executeTakeFirstOrThrow()
    for (let made = 0; made < count; made += AT_ONCE) {
      const rows = Array.from({ length: Math.min(AT_ONCE, count - made) }, () => facts)
      await db.insertInto('files').values(rows).execute()
    }
    await db
      .updateTable('blobs')
      .set((eb) => ({ reference_count: eb('reference_count', '+', count) }))
      .where('id', '=', facts.blob_id)
      .execute()
  })
}

async function someFile(owner: { account_id: number } | { organisation_id: number }) {
  const bytes = Buffer.from('peas')
  return storeFile(larder, { ...owner, kind: 'file', media_type: 'text/plain', bytes })
}

test(
  'Given more files than a page, when they are exported, then each is in it, and the README explains their folder once',
  long,
  async () => {
    const ada = await larder.person('ada')
    await copy(larder.database, await someFile({ account_id: ada.accountId }), 209)
    await copy(larder.database, await someFile({ organisation_id: ada.householdId }), 4)
    const { blob } = await ada.larder.exportAccount()
    const files = await unzip(new Uint8Array(await (await blob()).arrayBuffer()))
    const household = `household-${ada.householdId}/files`
    for (const [folder, count] of [
      ['files', 210],
      [household, 5],
    ] as const) {
      const described = JSON.parse(files.get(`${folder}/files.json`) ?? '') as { place: string }[]
      expect(described).toHaveLength(count)
      for (const { place } of described) expect(files.get(place)).toBe('peas')
      expect(files.get('README.txt')).toMatch(new RegExp(`^${folder}/\n {4}\\S`, 'm'))
      expect(files.get('README.txt')).not.toContain(described[0]?.place)
    }
    expect([...files.keys()].at(-2)).toBe('events/by-you.jsonl')
  },
)

test(
  `Given ${MANY} files, when they are exported, then it begins at once, with a README for all of them`,
  long,
  async () => {
    const bob = await larder.person('bob')
    await copy(larder.database, await someFile({ account_id: bob.accountId }), MANY - 1)
    const started = performance.now()
    const { stream } = await bob.larder.exportAccount()
    const reader = stream.getReader()
    await reader.read()
    expect(performance.now() - started).toBeLessThan(5_000)
    await reader.cancel()
  },
)
