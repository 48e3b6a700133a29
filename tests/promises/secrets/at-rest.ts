import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { TestServer } from '#harness'
import { dumpTables } from '#harness'

// Not standard output, where the administrator code is printed for whoever starts the server.
/** Everywhere that something rests: each place with what is in it. */
export async function everythingAtRest(larder: TestServer): Promise<Map<string, string>> {
  const places = new Map([['the log', larder.logs()]])
  for (const [table, rows] of Object.entries(await dumpTables(larder.database))) {
    places.set(`the table ${table}`, rows.join('\n'))
  }
  for (const path of readdirSync(larder.directory, { recursive: true, encoding: 'utf8' })) {
    // Where the key of the server is meant to rest, and what is derived from it is not.
    if (path === 'secret.key') continue
    const file = join(larder.directory, path)
    if (statSync(file).isFile()) places.set(`the file ${path}`, readFileSync(file, 'latin1'))
  }
  return places
}
