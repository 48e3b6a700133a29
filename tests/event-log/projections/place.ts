import type { Services } from '@larder/api'
import { createServices, recorder } from '@larder/api'
import type { DomainEvent } from '@larder/api/src/event-log/define.ts'
import { applyBatch } from '@larder/api/src/event-log/projections/apply-batch.ts'
import { beginCursor } from '@larder/api/src/event-log/projections/cursor.ts'
import type { Projection } from '@larder/api/src/event-log/projections/define.ts'
import { migrate, openDatabase } from '@larder/db'
import { afterwards, freshDatabase } from '#harness'
import { createTable, Noted } from './tally.ts'

/** A log with nobody at it but the test, whose clock goes when the test says so. */
export interface Place {
  services: Services
  databaseUrl: string
  /** Appends a note to each stream, in one transaction each, and has them numbered. */
  note(notes: [stream: string, note: string][]): Promise<void>
  record(stream: string, event: DomainEvent): Promise<void>
  passSeconds(seconds: number): void
  /** Applies what there is, as the runner does. */
  catchUp(projection: Projection): Promise<void>
}

export async function makePlace(): Promise<Place> {
  const { databaseUrl } = await freshDatabase()
  const database = openDatabase({ url: databaseUrl })
  afterwards(() => database.close())
  await migrate(database)
  await createTable(database)
  let passed = 0
  const clock = { now: () => new Date(Date.now() + passed * 1_000) }
  const services = createServices(database, { clock })
  const author = { actor: { accountId: null, token: null }, clock }
  const request = { id: 'request', address: '127.0.0.1' }
  const record = (stream: string, event: DomainEvent) =>
    database.transaction(async (db) => {
      await recorder(db, { ...author, request })({ name: stream, audience: 'everyone' }, event)
    })
  return {
    services,
    databaseUrl,
    record,
    async note(notes) {
      for (const [stream, note] of notes) await record(stream, Noted({ note }))
      await services.log.look()
    },
    passSeconds(seconds) {
      passed += seconds
    },
    async catchUp(projection) {
      const { name } = projection
      await database.transaction((db) => beginCursor(db, name, projection, 1))
      const head = await services.log.look()
      let reached: number | null = 0
      while (reached !== null && reached < head) {
        reached = await applyBatch(services, name, projection, 'test')
      }
    },
  }
}
