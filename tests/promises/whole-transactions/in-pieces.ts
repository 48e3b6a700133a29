import { randomUUID } from 'node:crypto'
import type { Database } from '@larder/db'

// How creating a freezer must not be done: in two transactions.

/** Writes the freezer into the first household there is. */
export async function insertFreezer(database: Database): Promise<void> {
  await database.transaction(async (db) => {
    const household = db.selectFrom('organisations').select('id').orderBy('id').limit(1)
    const { id } = await household.executeTakeFirstOrThrow()
    const name = randomUUID()
    const names = { name, name_key: name, live_name: name }
    const row = { household_id: id, ...names, boxes: 1, archived_at: null }
    const created_at = new Date().toISOString()
    await db
      .insertInto('freezers')
      .values({ ...row, created_at })
      .execute()
  })
}

/** Records that there is a freezer. */
export async function recordEvent(database: Database): Promise<void> {
  await database.transaction(async (db) => {
    const event = { stream: randomUUID(), version: 1, type: 'FreezerCreated', schema_version: 1 }
    const place = { position: null, subject: null, audience: 'everyone' }
    const circumstances = {
      ...place,
      account_id: null,
      token_id: null,
      request_id: '',
      address: '',
    }
    const recorded_at = new Date().toISOString()
    await db
      .insertInto('events')
      .values({ ...event, ...circumstances, payload: '{}', recorded_at })
      .execute()
  })
}
