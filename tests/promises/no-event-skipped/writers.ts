// A process with some writers, each appending event after event. Arguments: the database, how many
// writers, how many events they append together.

import { setTimeout as sleep } from 'node:timers/promises'
import { createServices } from '@larder/api'
import { openDatabase } from '@larder/db'
import { appendOne, busy, RolledBack } from './append-one.ts'

const [url = '', writers = '', events = ''] = process.argv.slice(2)
const database = openDatabase({ url, connectionLimit: Number(writers) + 2 })
const { log } = createServices(database)
log.start()
let left = Number(events)
await Promise.all(Array.from({ length: Number(writers) }, write))
log.stop()
await database.close()
process.exit()

async function write(): Promise<void> {
  while (left > 0) {
    left--
    try {
      await appendOne(database)
    } catch (error) {
      if (!(error instanceof RolledBack) && !busy(error)) throw error
      left++
    }
    // On SQLite the other process would otherwise hardly ever find it free.
    if (database.engine === 'sqlite') await sleep(Math.random() * 100)
  }
}
