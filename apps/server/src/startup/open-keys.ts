import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Keys } from '@larder/api'
import { hasServerKey, isServerKey, keysFrom } from '@larder/api'
import type { Database } from '@larder/db'
import { parseDatabaseUrl } from '@larder/db'
import type { Config } from '../config.ts'
import { parseSecretKey } from '../secret-key.ts'
import { describeTarget } from './database-failure.ts'
import { codeOf, StartFailure } from './start-failure.ts'
import { requireWritable } from './writable-directory.ts'

const KEY_BYTES = 32

/**
 * The keys of this server: from LARDER_SECRET_KEY, or from the file `secret.key`, which is made at the
 * first start. Throws StartFailure when the database was begun with another key.
 */
export async function openKeys(config: Config, database: Database): Promise<Keys> {
  const file = join(config.dataDirectory, 'secret.key')
  const place = describeTarget(parseDatabaseUrl(config.databaseUrl))
  const source = config.secretKey ? 'LARDER_SECRET_KEY' : file
  // In this order: whoever begins the database at this moment has made the file before.
  const isBegun = await hasServerKey(database)
  const known = config.secretKey ?? readKey(file)
  if (!known && isBegun) {
    throw new StartFailure(
      `The key of the database ${place} is missing: there is no ${file}. Copy secret.key from where Larder ran before, or set LARDER_SECRET_KEY to what is in it.`,
    )
  }
  const keys = keysFrom(known ?? makeKey(config.dataDirectory, file))
  if (await isServerKey(database, keys)) return keys
  throw new StartFailure(
    `The database ${place} was begun with another key than that of ${source}. Use the secret.key or LARDER_SECRET_KEY that it was begun with.`,
  )
}

/** The key in a file; undefined when there is no file. */
function readKey(file: string): Buffer | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw new StartFailure(
      `The key file ${file} cannot be read (${codeOf(error)}). Give the user that runs Larder the right to.`,
    )
  }
  const key = parseSecretKey(text)
  if (key) return key
  throw new StartFailure(
    `${file} does not hold a key, which is at least ${KEY_BYTES} bytes in base64. Restore it from a backup.`,
  )
}

/** Makes the file with a new key, for its owner alone, or answers what another process just made. */
function makeKey(directory: string, file: string): Buffer {
  requireWritable(directory)
  const key = randomBytes(KEY_BYTES)
  const unfinished = `${file}.${process.pid}`
  const descriptor = openSync(unfinished, 'w', 0o600)
  writeFileSync(descriptor, `${key.toString('base64')}\n`)
  fsyncSync(descriptor)
  closeSync(descriptor)
  try {
    // It appears whole, and never in place of another one.
    linkSync(unfinished, file)
    return key
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    return readKey(file) ?? key
  } finally {
    rmSync(unfinished)
  }
}
