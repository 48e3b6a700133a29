import { accessSync, constants, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Services } from '@larder/api'
import { createServices } from '@larder/api'
import { migrate, openDatabase, parseDatabaseUrl } from '@larder/db'
import type { Config } from '../config.ts'
import { explainDatabaseFailure } from './database-failure.ts'
import { codeOf, StartFailure } from './start-failure.ts'

/** Opens the configured database and brings it up to date. Throws StartFailure. */
export async function openServices(config: Config): Promise<Services> {
  const target = parseDatabaseUrl(config.databaseUrl)
  if (target.engine === 'sqlite') requireWritable(dirname(target.path))
  try {
    const database = openDatabase({
      url: config.databaseUrl,
      synchronous: config.sqliteSynchronous,
      connectionLimit: config.mysqlConnections,
    })
    await migrate(database)
    return createServices(database)
  } catch (error) {
    throw explainDatabaseFailure(error, target)
  }
}

function requireWritable(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true })
    accessSync(directory, constants.W_OK)
  } catch (error) {
    throw new StartFailure(
      `The data directory ${directory} cannot be written (${codeOf(error)}). ` +
        'Give the user that runs Larder the right to, or set LARDER_DATA to another directory.',
    )
  }
}
