import { defineEvent } from '@larder/api/src/event-log/define.ts'
import type { Projection } from '@larder/api/src/event-log/projections/define.ts'
import { defineProjection } from '@larder/api/src/event-log/projections/define.ts'
import type { Database, Reader } from '@larder/db'
import { sql } from 'kysely'
import { z } from 'zod'

export const Noted = defineEvent('Noted', 1, z.object({ note: z.string() }))
export const Ignored = defineEvent('Ignored', 1, z.object({}))

interface TallyOptions {
  name?: string
  version?: number
  /** Throws for an event that it cannot take. */
  check?: (note: string) => void
}

/**
 * The smallest projection there can be: for each stream the notes of its events, one after the other,
 * so that a skipped, a doubled and a misplaced one all show.
 */
export function tally({ name = 'tally', version = 1, check }: TallyOptions = {}): Projection {
  return defineProjection({
    name,
    version,
    reads: [Noted],
    tables: [name as never],
    async apply(db, events, generation) {
      const table = sql.table(name)
      for (const { stream, payload } of events) {
        check?.(payload.note)
        const { rows } = await sql<{ notes: string }>`
          select notes from ${table} where generation = ${generation} and stream = ${stream}
        `.execute(db)
        const [row] = rows
        const notes = `${row?.notes ?? ''}${version === 1 ? '' : `v${version}:`}${payload.note} `
        await (row
          ? sql`update ${table} set notes = ${notes} where generation = ${generation} and stream = ${stream}`
          : sql`insert into ${table} (generation, stream, notes) values (${generation}, ${stream}, ${notes})`
        ).execute(db)
      }
    },
  })
}

/** The table that a tally keeps. */
export async function createTable({ writer }: Database, name = 'tally'): Promise<void> {
  await sql`create table ${sql.table(name)} (
    generation integer, stream varchar(64), notes varchar(16000), primary key (generation, stream)
  )`.execute(writer)
}

/** What readers of a tally see: in one statement, as readers of projections do. */
export async function readTally(db: Reader, name = 'tally'): Promise<Record<string, string>> {
  const { rows } = await sql<{ stream: string; notes: string }>`
    select stream, notes from ${sql.table(name)} as row
    inner join projections as projection on projection.generation = row.generation
    where projection.name = ${name}
    order by stream`.execute(db as never)
  return Object.fromEntries(rows.map(({ stream, notes }) => [stream, notes.trim()]))
}

/** How many generations there are rows of. */
export async function generationsOf(db: Reader, name = 'tally'): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct generation) as count from ${sql.table(name)}`.execute(db as never)
  return rows[0]?.count ?? 0
}
