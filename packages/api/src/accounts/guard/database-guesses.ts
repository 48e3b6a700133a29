import type { Database, Reader, Writer } from '@larder/db'
import { isDuplicate, locked, TryAgain } from '@larder/db'
import type { Attempt, Counter, GuessStore, Standing } from './guess-store.ts'
import { QUIET_MS } from './guess-store.ts'

/** Counts in the database: that survives restarts, and every process sees it. */
export function databaseGuesses(database: Database): GuessStore {
  return {
    async count(counters, now) {
      // Whoever is refused anyway, such as somebody who tries all day, does not queue up to write.
      const refused = standingsOf(await rowsOf(database.reader, counters), counters, now)
      if (refused.some(isFull)) return { isCounted: false, standings: refused }
      return database.transaction((db) => countIn(db, counters, now))
    },
    async forgive({ standings }, emptied) {
      await database.transaction((db) => forgiveIn(db, standings, emptied))
    },
  }
}

interface Row {
  key_hash: string
  attempts: number
  ends_at: string
}

async function countIn(db: Writer, counters: readonly Counter[], now: Date): Promise<Attempt> {
  const rows = await rowsOf(db, counters, (query) => locked(db, query))
  const before = standingsOf(rows, counters, now)
  if (before.some(isFull)) return { isCounted: false, standings: before }
  const endsAt = now.getTime() + QUIET_MS
  const standings = before.map((standing) => ({
    ...standing,
    left: standing.left - 1,
    endsAt,
    endedAt: standing.endsAt,
  }))
  const limits = new Map(counters.map(({ key, limit }) => [key, limit]))
  // Always in the same order: two that count in several counters do not wait for each other.
  for (const { key, left } of standings.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const attempts = (limits.get(key) ?? 0) - left
    const row = { key_hash: key, attempts, ends_at: new Date(endsAt).toISOString() }
    if (rows.some(({ key_hash }) => key_hash === key)) {
      await db.updateTable('guesses').set(row).where('key_hash', '=', key).execute()
    } else {
      await insert(db, row)
    }
  }
  return { isCounted: true, standings }
}

async function insert(db: Writer, row: Row): Promise<void> {
  try {
    await db.insertInto('guesses').values(row).execute()
  } catch (error) {
    if (!isDuplicate(error)) throw error
    throw new TryAgain('Somebody else began this counter at the same moment.')
  }
}

async function forgiveIn(db: Writer, standings: Standing[], emptied: string): Promise<void> {
  for (const row of await rowsOf(db, standings, (query) => locked(db, query))) {
    const { key_hash: key, attempts, ends_at } = row
    if (key === emptied || attempts <= 1) {
      await db.deleteFrom('guesses').where('key_hash', '=', key).execute()
      continue
    }
    const standing = standings.find((one) => one.key === key)
    const isLast = Date.parse(ends_at) === standing?.endsAt
    const endsAt = isLast ? new Date(standing.endedAt).toISOString() : ends_at
    const without = { attempts: attempts - 1, ends_at: endsAt }
    await db.updateTable('guesses').set(without).where('key_hash', '=', key).execute()
  }
}

function select(db: Reader, keys: string[]) {
  return db.selectFrom('guesses').selectAll().where('key_hash', 'in', keys).orderBy('key_hash')
}

type Query = ReturnType<typeof select>

function rowsOf(
  db: Reader,
  counters: readonly { key: string }[],
  held: (query: Query) => Query = (query) => query,
): Promise<Row[]> {
  const keys = counters.map(({ key }) => key)
  return held(select(db, keys)).execute()
}

function standingsOf(rows: Row[], counters: readonly Counter[], now: Date): Standing[] {
  return counters.map(({ key, limit }) => {
    const row = rows.find(({ key_hash }) => key_hash === key)
    const isLive = row !== undefined && row.ends_at > now.toISOString()
    const endsAt = isLive ? Date.parse(row.ends_at) : 0
    return { key, left: isLive ? limit - row.attempts : limit, endsAt, endedAt: endsAt }
  })
}

function isFull({ left }: Standing): boolean {
  return left <= 0
}
