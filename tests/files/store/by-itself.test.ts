import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createServices } from '@larder/api'
import { sweepingFiles } from '@larder/api/src/files/sweeping.ts'
import { expect, test } from 'vitest'
import { openStorage, startLarder } from '#harness'
import { House } from '../../background/house.ts'
import { putFile } from '../uploads/put-file.ts'
import { disagreements, leftBehind } from './agreement.ts'

const TEN_MINUTES = 600_000
const HOUR = 3_600_000

const larder = await startLarder()
const { database } = larder
const storage = openStorage(larder)
let now = Date.now()
const services = createServices(database, { storage, clock: { now: () => new Date(now) } })

test('Given a server that runs, when the grace period of a deleted file is over, then it sweeps by itself', async () => {
  const ada = await larder.person('ada')
  const put = async (bytes: string) =>
    (await putFile(larder, bytes, { secret: ada.session, as: 'file' })).file()
  await put('that stays')
  const gone = await put('that goes')
  await ada.larder.files.delete({ id: gone.id })
  const left = await leftBehind({ database, storage })
  expect(left).toHaveLength(2)
  // What the operator put there is no business of the server.
  if (larder.storageUrl === undefined) {
    await writeFile(join(larder.directory, 'blobs', 'README.txt'), 'of the operator')
  }
  const house = new House(services)
  now += 23 * HOUR
  await house.pass(TEN_MINUTES)
  expect(await leftBehind({ database, storage })).toEqual(expect.arrayContaining(left))
  now += 2 * HOUR
  await house.pass(TEN_MINUTES)
  const figures = { things: 1, bytes: 'that goes'.length }
  expect(house.done).toEqual([{ what: sweepingFiles.what, figures }])
  expect(house.failures).toEqual([])
  expect(await disagreements({ database, storage })).toEqual([])
  const lists = await leftBehind({ database, storage })
  expect(lists).toEqual(larder.storageUrl === undefined ? ['README.txt'] : [])
})
