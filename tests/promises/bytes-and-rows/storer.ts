// A process that keeps, deletes and sweeps files until it is killed. Arguments: the database, the data
// directory, the store or nothing, an account, and how it is to work.

import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { createServices, createStorage, DomainError, parseStorageUrl } from '@larder/api'
import { sweep } from '@larder/api/src/files/sweep.ts'
import { openDatabase } from '@larder/db'
import { dropFile, keepFile, localBytes } from '../../files/store/keep-file.ts'
import { rowFirst } from './row-first.ts'

const [url = '', directory = '', storageUrl = '', account = '', way] = process.argv.slice(2)
const database = openDatabase({ url })
const place = storageUrl === '' ? undefined : parseStorageUrl(storageUrl)
const storage = createStorage(directory, place)
const services = createServices(database, { storage })
const accountId = Number(account)

/** So short that it ends while others are at work. */
const GRACE_MS = 500
const few = Array.from({ length: 5 }, (_, index) => Buffer.alloc(20_000 + index, index))

switch (way) {
  case 'at random':
    process.send?.('works')
    await Promise.all([keepOn(keepOne), keepOn(keepOne), keepOn(dropOne), keepOn(sweepAll)])
    break
  case 'before the row': {
    const { put } = storage.blobs
    storage.blobs.put = async (...args) => {
      await put.apply(storage.blobs, args)
      process.send?.('placed')
      await new Promise(() => setInterval(() => {}, 1_000))
    }
    await keepOne()
    break
  }
  case 'row first':
    await rowFirst(services, accountId, () => {
      process.send?.('placed')
      return new Promise(() => setInterval(() => {}, 1_000))
    })
}

async function keepOn(work: () => Promise<void>): Promise<void> {
  for (;;) {
    await work().catch((error: unknown) => {
      // A sweep this eager takes local files of others, who are told.
      if (!(error instanceof DomainError)) throw error
    })
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 5))
  }
}

async function keepOne(): Promise<void> {
  const any = few[Math.floor(Math.random() * few.length)] ?? Buffer.of(1)
  const bytes = Math.random() < 0.7 ? [any] : [any, randomBytes(30_000)]
  const local = await Promise.all(bytes.map((each) => localBytes(services, each)))
  await keepFile(services, { account_id: accountId }, local)
  for (const { path } of local) await rm(path, { force: true })
}

async function dropOne(): Promise<void> {
  const rows = await database.reader.selectFrom('files').select('id').execute()
  const row = rows[Math.floor(Math.random() * rows.length)]
  if (row && rows.length > 10) await dropFile(services, row.id)
}

async function sweepAll(): Promise<void> {
  const options = { graceMs: GRACE_MS, dryRun: false, strays: false }
  for await (const _ of sweep(services, options));
}
