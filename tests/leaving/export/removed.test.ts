import { randomBytes } from 'node:crypto'
import type { AccountExport } from '@larder/sdk'
import { expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { storeFile } from '../../files/store-file.ts'
import { fillFreezer } from './many-products.ts'
import { unzip } from './unzip.ts'

const long = { timeout: 120_000 }
const larder = await startLarder()

/** Somebody whose own household, which an export begins with, is large. */
async function wellStocked(name: string): Promise<Person> {
  const person = await larder.person(name)
  const { id } = await person.freezer()
  await fillFreezer(larder.database, { householdId: person.householdId, id })
  return person
}

/** An export of which some bytes were read, and then how to read the rest. */
async function begun({ stream }: AccountExport, bytes = 1): Promise<() => Promise<Uint8Array>> {
  const reader = stream.getReader()
  const pieces: Uint8Array[] = []
  for (let read = 0; read < bytes; read += pieces.at(-1)?.length ?? 0) {
    pieces.push((await reader.read()).value ?? new Uint8Array())
  }
  return async () => {
    for (;;) {
      const { value } = await reader.read()
      if (value === undefined) return Buffer.concat(pieces)
      pieces.push(value)
    }
  }
}

test(
  'Given bob, whose export stands still in his own household, when ada removes him from hers, then it breaks off before that',
  long,
  async () => {
    const bob = await wellStocked('bob')
    const ada = await larder.person('ada')
    await ada.takeIn(bob, 'viewer')
    const rest = await begun(await bob.larder.exportAccount())
    const { organisations } = ada.larder
    await organisations.members.remove({ id: ada.householdId, accountId: bob.accountId })
    await ada.freezer({ name: 'after he was removed' })
    await expect(rest().then(() => 'all of it')).rejects.toMatchObject({ reason: 'UNREACHABLE' })
    await expect.poll(() => larder.logs()).toContain('an export broke off')
    // Without that household he gets the whole of it.
    const again = await begun(await bob.larder.exportAccount())
    const files = [...(await unzip(await again())).keys()]
    expect(files.filter((name) => name.startsWith(`household-${ada.householdId}/`))).toEqual([])
    expect(files).toContain(`household-${bob.householdId}/freezers.json`)
  },
)

test(
  'Given an export that stands still in a file, when the next becomes somebody else’s, then its bytes are not in it',
  long,
  async () => {
    const bob = await larder.person('bob')
    const ada = await larder.person('ada')
    const put = (bytes: Buffer) =>
      storeFile(larder, {
        account_id: bob.accountId,
        kind: 'file',
        media_type: 'application/octet-stream',
        bytes,
      })
    await put(randomBytes(18_000_000))
    const [given, kept] = [await put(Buffer.from('given away')), await put(Buffer.from('kept'))]
    const rest = await begun(await bob.larder.exportAccount(), 1_000_000)
    await larder.database.writer
      .updateTable('files')
      .set({ account_id: ada.accountId })
      .where('id', '=', given)
      .execute()
    const files = await unzip(await rest())
    expect(files.get(`files/${kept}.bin`)).toBe('kept')
    expect(files.get(`files/${given}.bin`)).toBe('')
  },
)
