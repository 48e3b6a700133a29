import type BetterSqlite3 from 'better-sqlite3'
import type { DatabaseConnection, Driver, QueryResult } from 'kysely'
import { CompiledQuery } from 'kysely'
import { TryAgain } from '../try-again.ts'

type Prepare = (sql: string) => BetterSqlite3.Statement

// A deferred transaction that reads and then writes fails with SQLITE_BUSY_SNAPSHOT when another process
// wrote in between; an immediate one waits for its turn.
const BEGIN = CompiledQuery.raw('begin immediate')
const COMMIT = CompiledQuery.raw('commit')
const SAVE = CompiledQuery.raw('savepoint member')
const KEEP = CompiledQuery.raw('release member')

/** Whoever is first waits for the last, so there is an end to it. */
const MOST_MEMBERS = 16

/** Transactions that are committed as one; each is a savepoint of it. */
interface Group {
  /** What tells each of those that are done how the commit went. */
  waiting: PromiseWithResolvers<void>[]
  /** Whether the turn of the event loop is over in which it began. */
  isDue: boolean
}

/**
 * The connection that writes. There is one, so transactions run one after the other, as SQLite would have
 * it anyway. Those that come within one turn of the event loop are committed together, because a commit
 * takes longer than what most of them do; each is told that it is done when that is on the disk, and one
 * that fails takes back what it did, and nothing of the others.
 */
export class GroupCommit implements Driver {
  readonly #database: BetterSqlite3.Database
  readonly #prepare: Prepare
  readonly #endReads: () => void
  readonly #queue: (() => void)[] = []
  #isTaken = false
  #group: Group | undefined

  /** `endReads` is called before each commit, at the latest: what is read afterwards must see it. */
  constructor(database: BetterSqlite3.Database, prepare: Prepare, endReads: () => void) {
    this.#database = database
    this.#prepare = prepare
    this.#endReads = endReads
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<WritingConnection> {
    await this.#takeTurn()
    return this.#connection('alone')
  }

  async beginTransaction(connection: WritingConnection): Promise<void> {
    connection.state = 'between'
    if (this.#group && !this.#database.inTransaction) this.#end(takenBack())
    if (!this.#group) {
      await connection.executeQuery(BEGIN)
      const group: Group = { waiting: [], isDue: false }
      this.#group = group
      setImmediate(() => this.#due(group))
    }
    await connection.executeQuery(SAVE)
    connection.state = 'member'
  }

  async commitTransaction(connection: WritingConnection): Promise<void> {
    await connection.executeQuery(KEEP)
    const committed = Promise.withResolvers<void>()
    this.#group?.waiting.push(committed)
    connection.state = 'over'
    await this.#passTurn()
    await committed.promise
  }

  async rollbackTransaction(connection: WritingConnection): Promise<void> {
    // Its commit failed, and is taken back already.
    if (connection.state === 'over') return
    connection.state = 'refused'
    try {
      this.#prepare('rollback to member').run()
      this.#prepare('release member').run()
    } catch {
      // SQLite took back all of them already, or has to now.
      this.#takeBack(takenBack())
    }
  }

  async releaseConnection(connection: WritingConnection): Promise<void> {
    if (connection.state === 'over') return
    connection.state = 'over'
    await this.#passTurn()
  }

  async destroy(): Promise<void> {
    await this.#takeTurn()
    try {
      await this.#commit()
      this.#database.close()
    } finally {
      // Who comes too late is told that it is closed.
      await this.#passTurn()
    }
  }

  #connection(state: WritingConnection['state']): WritingConnection {
    return new WritingConnection(this.#database, this.#prepare, state, {
      commitOthers: () => this.#commit(),
      endReads: this.#endReads,
    })
  }

  #takeTurn(): Promise<void> | undefined {
    if (this.#isTaken) return new Promise((resolve) => this.#queue.push(resolve))
    this.#isTaken = true
    return undefined
  }

  /** Lets the next one write, after a commit if it is time for that. */
  async #passTurn(): Promise<void> {
    const group = this.#group
    if (group && (group.isDue || group.waiting.length >= MOST_MEMBERS)) await this.#commit()
    const next = this.#queue.shift()
    if (next) next()
    else this.#isTaken = false
  }

  async #due(group: Group): Promise<void> {
    group.isDue = true
    if (this.#group !== group || this.#isTaken) return
    this.#isTaken = true
    await this.#passTurn()
  }

  /** Commits the group, if there is one; called by whoever has the turn. Never rejects. */
  async #commit(): Promise<void> {
    if (!this.#group) return
    try {
      await this.#connection('between').executeQuery(COMMIT)
      this.#end()
    } catch (error) {
      this.#takeBack(error)
    }
  }

  #takeBack(error: unknown): void {
    try {
      if (this.#database.inTransaction) this.#prepare('rollback').run()
    } catch {
      // Whoever begins next is told.
    }
    this.#end(error)
  }

  #end(error?: unknown): void {
    const waiting = this.#group?.waiting ?? []
    this.#group = undefined
    for (const { resolve, reject } of waiting) error === undefined ? resolve() : reject(error)
  }
}

function takenBack(): TryAgain {
  return new TryAgain('SQLite took back a whole group of transactions.')
}

interface Others {
  commitOthers: () => Promise<void>
  endReads: () => void
}

/** The turn of one who writes. */
class WritingConnection implements DatabaseConnection {
  /**
   * `alone`: each statement commits by itself; `between`: begins or commits a group; `member`: in a
   * transaction; `refused`: that was rolled back; `over`: another's turn.
   */
  state: 'alone' | 'between' | 'member' | 'refused' | 'over'
  readonly #database: BetterSqlite3.Database
  readonly #prepare: Prepare
  readonly #others: Others

  constructor(
    database: BetterSqlite3.Database,
    prepare: Prepare,
    state: WritingConnection['state'],
    others: Others,
  ) {
    this.#database = database
    this.#prepare = prepare
    this.#others = others
    this.state = state
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.state === 'alone') await this.#others.commitOthers()
    this.#requireOpen()
    if (this.state !== 'member') this.#others.endReads()
    const statement = this.#prepare(sql)
    if (statement.reader) return { rows: statement.all(parameters) as Row[] }
    const { changes, lastInsertRowid } = statement.run(parameters)
    return { rows: [], insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes) }
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Who writes does not read a stream.')
  }

  /** What comes too late would commit by itself, or with others. */
  #requireOpen(): void {
    if (this.state === 'over' || this.state === 'refused') {
      throw new Error('The transaction is over; something in it was not waited for.')
    }
    if (this.state === 'member' && !this.#database.inTransaction) {
      throw new Error('The transaction is over; SQLite took it back.')
    }
  }
}
