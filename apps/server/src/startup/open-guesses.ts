import { databaseGuesses } from '@larder/api'
import type { Database } from '@larder/db'
import type { Config } from '../config.ts'
import { createLog } from '../log.ts'
import type { RedisGuesses } from '../redis-guesses.ts'
import { redisGuesses } from '../redis-guesses.ts'

/** Where guesses are counted: in the database, or in Redis if one is configured. */
export async function openGuesses(config: Config, database: Database): Promise<RedisGuesses> {
  const instead = databaseGuesses(database)
  if (config.redisUrl === undefined) return { ...instead, close: () => undefined }
  return redisGuesses(config.redisUrl, { instead, log: createLog(config.logLevel) })
}
