import { randomBytes } from 'node:crypto'
import type { ServiceOptions } from '@larder/api'
import { createServices, keysFrom, startBackground } from '@larder/api'
import type { Database } from '@larder/db'
import { migrate, openDatabase } from '@larder/db'
import type { Person } from '#harness'
import { afterwards, freshDatabase, registerPerson, serveHere } from '#harness'

/** A server in this process, for tests that put their own time or name server into it. */
export interface LarderHere {
  database: Database
  person(name: string): Promise<Person>
}

/** Starts one, with what it does in the background, on an empty database. */
export async function larderHere(options: ServiceOptions): Promise<LarderHere> {
  const { databaseUrl } = await freshDatabase()
  const database = openDatabase({ url: databaseUrl })
  afterwards(() => database.close())
  await migrate(database)
  const services = createServices(database, { keys: keysFrom(randomBytes(32)), ...options })
  const url = await serveHere(services)
  const failures: unknown[] = []
  const background = startBackground(services, {
    holder: 'here',
    onFailure: (_what, error) => failures.push(error),
  })
  afterwards(async () => {
    await background.stop()
    if (failures.length > 0) throw new AggregateError(failures, 'Background work failed.')
  })
  return { database, person: (name) => registerPerson({ url, database }, name, {}) }
}
