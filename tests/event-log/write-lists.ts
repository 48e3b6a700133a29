// How much memory it takes to write lists of rows in every length. Arguments: the longest list, the
// database. Prints bytes.

import { insertRows, migrate, openDatabase } from '@larder/db'
import { residentMemory } from '../live/resident-memory.ts'

const [longest = '', url = ''] = process.argv.slice(2)
const database = openDatabase({ url })
await migrate(database)
// Until the process has grown to what writing takes.
for (let turn = 0; turn < 400; turn++) await writeList(Number(longest))
const before = residentMemory(process.pid)
for (let length = 1; length <= Number(longest); length++) await writeList(length)
console.log(residentMemory(process.pid) - before)
await database.close()

async function writeList(length: number): Promise<void> {
  const recorded_at = new Date().toISOString()
  const rows = Array.from({ length }, (_, event_id) => ({
    ...{ generation: 1, event_id, recorded_at },
    ...{ kind: 'request' as const, value: crypto.randomUUID() },
  }))
  await database.transaction((db) => insertRows(db, 'event_origins', rows))
}
