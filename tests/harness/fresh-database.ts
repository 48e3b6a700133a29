import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { inject } from 'vitest'
import { afterwards } from './afterwards.ts'
import { freshStorageUrl } from './fresh-storage.ts'

export interface FreshDatabase {
  /** For `DATABASE_URL`. */
  databaseUrl: string
  /** For `LARDER_DATA`; on SQLite the database file lies in it too. */
  directory: string
  /** For `STORAGE_URL`; undefined: files lie in the directory. */
  storageUrl?: string | undefined
}

/**
 * An empty database of the engine that this part of the suite runs on, and an empty place for files. It is gone after the file's
 * last test, or after the test that asked for it.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const directory = mkdtempSync(join(inject('temporaryDirectory'), 'place-'))
  afterwards(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }))
  const storageUrl = freshStorageUrl()
  const server = inject('mysqlUrl')
  if (server === undefined)
    return { databaseUrl: `file:${join(directory, 'larder.db')}`, directory, storageUrl }
  const name = `larder_test_${randomBytes(6).toString('hex')}`
  await runOnMysql(server, `create database ${name}`)
  afterwards(() => runOnMysql(server, `drop database ${name}`))
  const url = new URL(server)
  url.pathname = name
  return { databaseUrl: url.href, directory, storageUrl }
}

async function runOnMysql(server: string, statement: string): Promise<void> {
  const connection = await createConnection(server)
  try {
    await connection.query(statement)
  } finally {
    await connection.end()
  }
}
