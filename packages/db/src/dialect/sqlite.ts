import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import type { DialectAdapter, Driver, SqliteDatabase } from 'kysely'
import { Kysely, SqliteAdapter, SqliteDialect } from 'kysely'
import type { Tables } from '../tables/index.ts'
import { GroupCommit } from './group-commit.ts'
import { SharedSnapshot } from './shared-snapshot.ts'

export interface SqliteOptions {
  /** The database file; its folder is created when missing. */
  path: string
  /** FULL survives a power cut; NORMAL is faster and may lose the last commits in one. */
  synchronous: 'FULL' | 'NORMAL'
}

/** How long another process may hold the write lock before we answer that the database is busy. */
const BUSY_TIMEOUT_MS = 5_000

/**
 * Pages that a connection keeps, in KiB. What is no longer there the system mostly still has, and hands
 * it over in a microsecond or two: 16 MiB, as the driver would keep, made nothing faster.
 */
const PAGES_KEPT_KIB = 1_024

/** Enough for every short statement that the procedures can produce; the oldest go first. */
const STATEMENTS_KEPT = 500

/**
 * In characters. Those that are longer are lists of rows or values in any length, and SQLite's program for
 * a list is as long as the list: 64 KB for four hundred rows.
 */
const LONGEST_KEPT = 4_000

/** Writes on a connection of their own: WAL lets readers pass the writer. */
export function openSqlite(options: SqliteOptions): {
  reader: Kysely<Tables>
  /** Of the reader. */
  snapshot: SharedSnapshot
  writer: Kysely<Tables>
} {
  mkdirSync(dirname(options.path), { recursive: true, mode: 0o700 })
  const writer = new BetterSqlite3(options.path, { timeout: BUSY_TIMEOUT_MS })
  writer.pragma('journal_mode = WAL')
  writer.pragma(`synchronous = ${options.synchronous}`)
  writer.pragma('foreign_keys = ON')
  writer.pragma(`cache_size = -${PAGES_KEPT_KIB}`)
  const reader = new BetterSqlite3(options.path, { readonly: true, timeout: BUSY_TIMEOUT_MS })
  reader.pragma(`cache_size = -${PAGES_KEPT_KIB}`)
  const statements = statementCache(reader)
  const reading = new Kysely<Tables>({ dialect: new ReadingDialect({ database: statements }) })
  directReaders.set(reading, (sql, parameters) => statements.prepare(sql).all(parameters))
  const snapshot = new SharedSnapshot(reader)
  return {
    reader: reading,
    snapshot,
    writer: new Kysely<Tables>({
      dialect: new WritingDialect(writer, () => snapshot.end()),
    }),
  }
}

type ReadRows = (sql: string, parameters: readonly unknown[]) => unknown[]

const directReaders = new WeakMap<object, ReadRows>()

/**
 * What runs a compiled query on `db`, if that only reads. There is nothing to wait for then, and
 * Kysely's way to a connection and back takes longer than finding a row.
 */
export function directReader(db: object): ReadRows | undefined {
  return directReaders.get(db)
}

type StatementCache = SqliteDatabase & { prepare(sql: string): BetterSqlite3.Statement }

/** Keeps prepared statements, because Kysely prepares anew for every execution. */
function statementCache(database: BetterSqlite3.Database): StatementCache {
  const statements = new Map<string, BetterSqlite3.Statement>()
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = statements.get(sql)
      if (known) return known
      const statement = database.prepare(sql)
      if (sql.length > LONGEST_KEPT) return statement
      if (statements.size >= STATEMENTS_KEPT) {
        statements.delete(statements.keys().next().value ?? sql)
      }
      statements.set(sql, statement)
      return statement
    },
  }
}

class WritingDialect extends SqliteDialect {
  readonly #database: BetterSqlite3.Database
  readonly #endReads: () => void

  constructor(database: BetterSqlite3.Database, endReads: () => void) {
    super({ database })
    this.#database = database
    this.#endReads = endReads
  }

  override createDriver(): Driver {
    const { prepare } = statementCache(this.#database)
    return new GroupCommit(this.#database, prepare, this.#endReads)
  }

  override createAdapter(): DialectAdapter {
    return new WritingAdapter()
  }
}

class WritingAdapter extends SqliteAdapter {
  // The driver lets one after the other write.
  override get supportsMultipleConnections(): boolean {
    return true
  }

  // Migrations then run inside one immediate transaction: whole, and one process at a time.
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class ReadingDialect extends SqliteDialect {
  override createAdapter(): DialectAdapter {
    return new ReadingAdapter()
  }
}

class ReadingAdapter extends SqliteAdapter {
  // Statements of this driver are synchronous, and its one transaction is for everybody, so there is
  // nothing to queue for.
  override get supportsMultipleConnections(): boolean {
    return true
  }
}
