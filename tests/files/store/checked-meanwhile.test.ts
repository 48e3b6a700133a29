import type { CheckedBlob } from '@larder/api'
import { checkFiles } from '@larder/api'
import { describe, expect, test } from 'vitest'
import { openStorage, startLarder } from '#harness'
import { putFile } from '../uploads/put-file.ts'

const larder = await startLarder()
const storage = openStorage(larder)
const ada = await larder.person('ada')
const bob = await larder.person('bob')

async function put(bytes: string, who = ada): Promise<number> {
  return (await putFile(larder, bytes, { secret: who.session, as: 'file' })).file().id
}

/** Checks all bytes; once so many statements are answered, something happens before the next one. */
async function checkedWith(
  after: number,
  meanwhile: () => Promise<unknown>,
): Promise<{ blobs: CheckedBlob[]; statements: number }> {
  let statements = 0
  const database = {
    ...larder.database,
    reader: larder.database.writer.withPlugin({
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        statements++
        if (statements === after) await meanwhile()
        return result
      },
    }),
  }
  const blobs = await Array.fromAsync(checkFiles({ database, storage }))
  return { blobs, statements }
}

describe('Given bytes that one keeps', () => {
  test('when another keeps or deletes the same during the check, then nothing is called damaged', async () => {
    const bytes = 'that two people have'
    await put(bytes)
    let theirs: number | undefined
    const turn = async () => {
      if (theirs === undefined) theirs = await put(bytes, bob)
      else {
        await bob.larder.files.delete({ id: theirs })
        theirs = undefined
      }
    }
    let last = 0
    for (let after = 1; after <= last + 1; after++) {
      for (const _ of ['keeps', 'deletes']) {
        const { blobs, statements } = await checkedWith(after, turn)
        expect(blobs.map(({ problem }) => problem)).toEqual([null])
        last = statements
      }
    }
    expect(last).toBeGreaterThan(2)
  })
})
