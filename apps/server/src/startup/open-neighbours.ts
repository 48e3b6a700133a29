import { parseDatabaseUrl } from '@larder/db'
import type { Config } from '../config.ts'
import { createLog } from '../log.ts'
import type { RedisNeighbours } from '../redis-neighbours.ts'
import { redisNeighbours } from '../redis-neighbours.ts'

/** The way to other processes on the same database, if one is configured. */
export async function openNeighbours(config: Config): Promise<RedisNeighbours | undefined> {
  if (config.redisUrl === undefined) return undefined
  const target = parseDatabaseUrl(config.databaseUrl)
  // Servers of another database that use the same Redis need not listen.
  const name = target.engine === 'sqlite' ? target.path : new URL(target.url).pathname
  return redisNeighbours(config.redisUrl, {
    channel: `larder:committed:${name}`,
    log: createLog(config.logLevel),
  })
}
