import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely, Transaction } from 'kysely'
import type { Engine } from './dialect/engine.ts'
import { isDeadlock } from './dialect/failures.ts'
import { openMysql } from './dialect/mysql.ts'
import type { SqliteOptions } from './dialect/sqlite.ts'
import { openSqlite } from './dialect/sqlite.ts'
import { parseDatabaseUrl } from './dialect/url.ts'
import type { Tables } from './tables/index.ts'
import { TryAgain } from './try-again.ts'

/** What may be done outside a transaction: read. */
export type Reader = Pick<
  Kysely<Tables>,
  'selectFrom' | 'with' | 'fn' | 'executeQuery' | 'getExecutor'
>

/** What a command writes with. A `Writer` is a `Reader` too. */
export type Writer = Transaction<Tables>

export interface DatabaseOptions {
  /** `file:./data/larder.db` or `mysql://user:password@host:3306/name` */
  url: string
  synchronous?: SqliteOptions['synchronous']
  /** MySQL only; default 10. */
  connectionLimit?: number
}

export interface Database {
  readonly engine: Engine
  readonly reader: Reader
  /**
   * Runs `work` in a write transaction: all of it or nothing. A deadlock or a lock time-out runs it
   * again, up to ten times, so `work` must touch nothing but the database. Inside it, use the
   * writer it is given: opening another transaction would wait for this one for ever on SQLite.
   */
  transaction<T>(work: (db: Writer) => Promise<T>): Promise<T>
  /**
   * Lets what is read until the end of this turn of the event loop be of one moment, which is cheaper on
   * SQLite. To be called when something comes over the network and nowhere else: in other phases of a turn
   * there may still be requests to come, of people whom another process told of a later commit.
   */
  readTogether(): void
  /** Calls `listener` after each commit of this process. */
  onCommit(listener: () => void): void
  close(): Promise<void>
  /** For migrations, seeding and maintenance; never for a request. */
  readonly writer: Kysely<Tables>
}

const ATTEMPTS = 10
const LONGEST_PAUSE_MS = 640

/** Opens the database that `url` names. Throws a sentence when the URL makes no sense. */
export function openDatabase(options: DatabaseOptions): Database {
  const target = parseDatabaseUrl(options.url)
  if (target.engine === 'sqlite') {
    const { reader, snapshot, writer } = openSqlite({
      path: target.path,
      synchronous: options.synchronous ?? 'FULL',
    })
    return database('sqlite', reader, writer, () => snapshot.begin())
  }
  const pool = openMysql(target.url, options.connectionLimit ?? 10)
  return database('mysql', pool, pool, () => {})
}

function database(
  engine: Engine,
  reader: Kysely<Tables>,
  writer: Kysely<Tables>,
  readTogether: () => void,
): Database {
  const listeners: (() => void)[] = []
  return {
    engine,
    reader,
    writer,
    readTogether,
    async transaction(work) {
      const result = await retryingDeadlocks(() => writer.transaction().execute(work))
      for (const listener of listeners) listener()
      return result
    },
    onCommit(listener) {
      listeners.push(listener)
    },
    async close() {
      // The last one to go writes SQLite's log into the file, and readers cannot.
      if (reader !== writer) await reader.destroy()
      await writer.destroy()
    },
  }
}

async function retryingDeadlocks<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (attempt === ATTEMPTS || !(isDeadlock(error) || isTryAgain(error))) throw error
      await sleep(Math.random() * Math.min(20 * 2 ** attempt, LONGEST_PAUSE_MS))
    }
  }
}

function isTryAgain(error: unknown): boolean {
  return error instanceof TryAgain || (error instanceof Error && error.cause instanceof TryAgain)
}
