import { dirname } from 'node:path'
import type { Neighbours, Services } from '@larder/api'
import {
  createMail,
  createOutbound,
  createServices,
  createStorage,
  IdentityProviders,
} from '@larder/api'
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
      mail: createMail(config.mail),
      storage: createStorage(config.dataDirectory, config.storage),
      identities: new IdentityProviders(config.identities),
      limits: config.limits,
      registration: config.registration,
    })
  } catch (error) {
    throw explainDatabaseFailure(error, target)
  }
}
