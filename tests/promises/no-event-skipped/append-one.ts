import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { recorder, systemClock } from '@larder/api'
import type { Database } from '@larder/db'
import { isUnavailable } from '@larder/db'

const STREAMS = 100
const LONGEST_SLEEP_MS = 5
const ROLLED_BACK = 0.02

export class RolledBack extends Error {}

/** The database asked to come back later, as it may. */
export const busy = isUnavailable

/** Appends an event as a command does, dawdles, and commits, or sometimes does not. */
export async function appendOne(database: Database): Promise<void> {
  const circumstances = {
    actor: { accountId: null, token: null },
    request: { id: randomUUID(), address: '127.0.0.1' },
    clock: systemClock,
  }
  const name = `stream-${Math.floor(Math.random() * STREAMS)}`
  await database.transaction(async (db) => {
    const record = recorder(db, circumstances)
    await record({ name, audience: 'everyone' }, { type: 'Noted', schemaVersion: 1, payload: {} })
    if (Math.random() < 0.8) await sleep(Math.random() * LONGEST_SLEEP_MS)
    if (Math.random() < ROLLED_BACK) throw new RolledBack()
  })
}
