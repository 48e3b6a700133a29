import { listProjections, projections } from '@larder/api'
import { originsProjection } from '@larder/api/src/event-log/origins-projection.ts'
import type { Database } from '@larder/db'
import { sql } from 'kysely'
import { vi } from 'vitest'

/** Deletes an account and the household it lived in alone, as far as they are not in the log. */
export async function deleteRows(
  { writer }: Database,
  { accountId, householdId }: { accountId: number; householdId: number },
): Promise<void> {
  await writer.deleteFrom('products').where('household_id', '=', householdId).execute()
  await writer.deleteFrom('freezers').where('household_id', '=', householdId).execute()
  for (const table of [
    'idempotency_keys',
    'access_tokens',
    'sessions',
    'organisation_members',
  ] as const) {
    await writer.deleteFrom(table).where('account_id', '=', accountId).execute()
  }
  await writer.deleteFrom('organisations').where('id', '=', householdId).execute()
  await writer.deleteFrom('accounts').where('id', '=', accountId).execute()
}

/** The log without what people wrote and from where. */
export function skeleton({ writer }: Database) {
  return writer
    .selectFrom('events')
    .select(['id', 'position', 'stream', 'version', 'subject', 'audience', 'type'])
    .select(['schema_version', 'recorded_at', 'account_id', 'token_id', 'request_id'])
    .orderBy('id')
    .execute()
}

/** What readers see of everything that is derived from the log, table by table. */
export async function counters({ writer }: Database): Promise<Record<string, string[]>> {
  const derived: Record<string, string[]> = {}
  for (const { name, tables } of projections) {
    // Where events came from is what erasing is about.
    if (name === originsProjection.name) continue
    for (const table of tables) {
      const { rows } = await sql<Record<string, unknown>>`
        select derived.* from ${sql.table(table)} as derived
        inner join projections as projection on projection.generation = derived.generation
        where projection.name = ${name}`.execute(writer)
      derived[table] = rows.map(({ generation: _, ...row }) => JSON.stringify(row)).sort()
    }
  }
  return derived
}

/** Waits until every event has its position and everything that is derived is up to date. */
export async function upToDate({ reader }: Database): Promise<void> {
  const unnumbered = reader.selectFrom('events').select('id').where('position', 'is', null)
  await vi.waitFor(async () => {
    const waiting = await unnumbered.execute()
    const behind = (await listProjections(reader, projections)).filter(({ lag }) => lag > 0)
    if (waiting.length > 0 || behind.length > 0) throw new Error('It is not up to date yet.')
  }, 20_000)
}
