import { dirname } from 'node:path'
import type { Neighbours, Services } from '@larder/api'
import { createOutbound, createServices } from '@larder/api'
import { migrate, openDatabase, parseDatabaseUrl } from '@larder/db'
import type { Config } from '../config.ts'
import { explainDatabaseFailure } from './database-failure.ts'
import { requireWritable } from './writable-directory.ts'

/**
 * Opens the configured database and brings it up to date. Without keys: what derives something takes
 * them from `openKeys`. Throws StartFailure.
 */
export async function openServices(config: Config, neighbours?: Neighbours): Promise<Services> {
  const target = parseDatabaseUrl(config.databaseUrl)
  if (target.engine === 'sqlite') requireWritable(dirname(target.path))
  try {
    const database = openDatabase({
      url: config.databaseUrl,
      synchronous: config.sqliteSynchronous,
      connectionLimit: config.mysqlConnections,
    })
    await migrate(database)
    return createServices(database, {
      neighbours,
      outbound: createOutbound({ networks: config.webhookNetworks }),
      limits: config.limits,
    })
  } catch (error) {
    throw explainDatabaseFailure(error, target)
  }
}
