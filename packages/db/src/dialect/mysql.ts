import { createRequire } from 'node:module'
import type { DialectAdapter, MysqlPool, MysqlPoolConnection } from 'kysely'
import { Kysely, MysqlAdapter, MysqlDialect, sql } from 'kysely'
import type { Pool, PoolConnection, QueryError } from 'mysql2'
import type { Tables } from '../tables/index.ts'

// Loaded where it is used: most installations run on SQLite and need not carry it in memory.
const load = createRequire(import.meta.url)

/** A frozen server would otherwise hang a query for ever: mysql2 has no time-outs of its own. */
const ANSWER_WITHIN_MS = 5_000

/** A large table takes its time, and whoever starts meanwhile waits for that. */
const LOCK_WITHIN_SECONDS = 600
const ONE_WAIT_SECONDS = 2
/** A name of a lock has 64 characters at most. */
const MIGRATING = sql<string>`concat('larder ', sha1(database()))`

/** Both engines must see what is committed now, not what was when the transaction began. */
const SESSION = [
  'set session transaction isolation level read committed',
  `set session sql_mode = 'TRADITIONAL,ONLY_FULL_GROUP_BY', time_zone = '+00:00',
    innodb_lock_wait_timeout = 4`,
]

/** Connects lazily: an unreachable server shows at the first query. */
export function openMysql(url: string, connectionLimit: number): Kysely<Tables> {
  const { createPool } = load('mysql2') as typeof import('mysql2')
  const pool = createPool({
    uri: url,
    connectionLimit,
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    supportBigNumbers: true,
    decimalNumbers: true,
    jsonStrings: true,
    connectTimeout: ANSWER_WITHIN_MS,
  })
  pool.on('connection', (connection) => {
    // Queued before anything else on this connection; one that cannot be set up is not used.
    for (const statement of SESSION) {
      connection.query(statement, (error) => error && connection.destroy())
    }
  })
  return new Kysely<Tables>({ dialect: new Dialect({ pool: bounded(pool) }) })
}

class Dialect extends MysqlDialect {
  override createAdapter(): DialectAdapter {
    return new Adapter()
  }
}

/**
 * Kysely's own lock is one for the whole server, so that databases beside each other would wait for one
 * another; and it is waited for in one statement, which ends after the time that any statement has.
 */
class Adapter extends MysqlAdapter {
  override async acquireMigrationLock(db: Kysely<unknown>): Promise<void> {
    for (
      let waitedSeconds = 0;
      waitedSeconds < LOCK_WITHIN_SECONDS;
      waitedSeconds += ONE_WAIT_SECONDS
    ) {
      const wait = sql<{
        got: 0 | 1 | null
      }>`select get_lock(${MIGRATING}, ${ONE_WAIT_SECONDS}) as got`
      if ((await wait.execute(db)).rows[0]?.got === 1) return
    }
    throw timeout('Another process did not finish migrating')
  }

  override async releaseMigrationLock(db: Kysely<unknown>): Promise<void> {
    await sql`select release_lock(${MIGRATING})`.execute(db)
  }
}

/** The pool as Kysely needs it, with a bound on every wait. */
function bounded(pool: Pool): MysqlPool {
  return {
    end: (callback) => pool.end(callback),
    getConnection(callback) {
      let waiting = true
      const timer = setTimeout(() => {
        waiting = false
        callback(timeout('No database connection became free'), undefined as never)
      }, ANSWER_WITHIN_MS)
      pool.getConnection((error, connection) => {
        clearTimeout(timer)
        if (!waiting) return connection?.release()
        if (error) return callback(error, undefined as never)
        callback(null, withTimeout(connection))
      })
    },
  }
}

const wrapped = new WeakMap<PoolConnection, MysqlPoolConnection>()

function withTimeout(connection: PoolConnection): MysqlPoolConnection {
  const known = wrapped.get(connection)
  if (known) return known
  const query = (
    sql: string,
    values: ReadonlyArray<unknown> | undefined,
    callback: (error: QueryError | null, rows: unknown) => void,
  ): unknown =>
    connection.query(
      { sql, values: [...(values ?? [])], timeout: ANSWER_WITHIN_MS },
      (error, rows) => {
        // It still waits for its answer: whoever got it next from the pool would wait behind that.
        if (error?.code === 'PROTOCOL_SEQUENCE_TIMEOUT') connection.destroy()
        callback(error, rows)
      },
    )
  const bounded = new Proxy(connection, {
    get: (target, name) => {
      if (name === 'query') return query
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  }) as unknown as MysqlPoolConnection
  wrapped.set(connection, bounded)
  return bounded
}

function timeout(what: string): Error & { code: string } {
  return Object.assign(new Error(`${what} in time.`), { code: 'ETIMEDOUT' })
}
