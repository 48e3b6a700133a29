import type BetterSqlite3 from 'better-sqlite3'

/**
 * Lets what is read within one turn of the event loop see the database as of one moment: SQLite then takes
 * its locks once a turn instead of once a statement, which takes as long as finding a row.
 */
export class SharedSnapshot {
  readonly #database: BetterSqlite3.Database
  readonly #begin: BetterSqlite3.Statement
  readonly #commit: BetterSqlite3.Statement
  #isShared = false

  constructor(database: BetterSqlite3.Database) {
    this.#database = database
    this.#begin = database.prepare('begin')
    this.#commit = database.prepare('commit')
  }

  /** Begins one, if there is none, until all has been answered that the network brought with this. */
  begin(): void {
    if (this.#isShared) return
    if (!this.#database.inTransaction) this.#begin.run()
    this.#isShared = true
    setImmediate(() => this.end())
  }

  /** What is read from now on is read anew. */
  end(): void {
    this.#isShared = false
    // After a failure to read SQLite has ended it already, and after one to end it it goes on.
    if (this.#database.inTransaction) this.#commit.run()
  }
}
