// A process that numbers events all the time. Arguments: the database and, if it is to get stuck for
// ever in the middle of a transaction, how the statement begins before which it does.

import { setTimeout as sleep } from 'node:timers/promises'
import { createServices } from '@larder/api'
import { openDatabase } from '@larder/db'
import type { DatabaseConnection } from 'kysely'
import { appendOne } from './append-one.ts'

const [url = '', fatal] = process.argv.slice(2)
const database = openDatabase({ url })
const { log } = createServices(database)
if (fatal !== undefined) await getStuckBefore(fatal)
// On SQLite events are numbered as they are appended.
if (fatal !== undefined && database.engine === 'sqlite') await appendOne(database)
if (fatal === undefined) process.send?.('numbering')
for (;;) {
  await log.look()
  await sleep(1)
}

async function getStuckBefore(beginning: string): Promise<void> {
  await database.writer.getExecutor().provideConnection(async (connection) => {
    const connections = Object.getPrototypeOf(connection) as DatabaseConnection
    const execute = connections.executeQuery
    connections.executeQuery = async function (this: DatabaseConnection, query, options) {
      if (query.sql.startsWith(beginning)) {
        process.send?.('stuck')
        await new Promise(() => {})
      }
      return execute.call(this, query, options) as never
    }
  })
}
