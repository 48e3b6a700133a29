import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Database, Reader } from '@larder/db'
import { isDuplicate } from '@larder/db'
import type { Keys } from './keys.ts'

const PURPOSE = 'check value'

/** Whether a server has started on this database before, and with a key. */
export async function hasServerKey({ reader }: Database): Promise<boolean> {
  return (await findCheck(reader)) !== undefined
}

/**
 * Whether these are the keys that the database was begun with; the first ones to ask are. Of the key
 * itself nothing is stored: the check value follows from it, and it does not from the check value.
 */
export async function isServerKey(database: Database, keys: Keys): Promise<boolean> {
  const check = (await findCheck(database.reader)) ?? (await begin(database, keys))
  const expected = Buffer.from(check.check_value, 'hex')
  return timingSafeEqual(expected, keys.derive(PURPOSE, check.salt))
}

function findCheck(db: Reader) {
  return db.selectFrom('server_key').selectAll().where('id', '=', 1).executeTakeFirst()
}

async function begin(database: Database, keys: Keys) {
  const salt = randomBytes(32).toString('hex')
  const check = { id: 1 as const, salt, check_value: keys.derive(PURPOSE, salt).toString('hex') }
  try {
    await database.transaction((db) => db.insertInto('server_key').values(check).execute())
    return check
  } catch (error) {
    if (!isDuplicate(error)) throw error
    // Another process was quicker.
    return (await findCheck(database.reader)) ?? check
  }
}
