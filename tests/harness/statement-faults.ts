import type { Database, Reader } from '@larder/db'
import type { CompiledQuery, DatabaseConnection } from 'kysely'

type Execute = DatabaseConnection['executeQuery']
type Connections = { executeQuery: Execute }

export interface Outcome {
  failed: boolean
  /** How many statements there were, up to the one that failed. */
  statements: number
}

/**
 * Gets between a database and its driver, for as long as this test process lives: counts the
 * statements, `begin` and `commit` included, and makes one of them fail before it is sent.
 */
export class StatementFaults {
  #counted = 0
  #failing: number | undefined

  static async on({ reader, writer }: Database): Promise<StatementFaults> {
    const known = inPlace.get(await connectionsOf(writer))
    if (known) return known
    const faults = new StatementFaults()
    for (const connections of new Set([await connectionsOf(writer), await connectionsOf(reader)])) {
      faults.#getBetween(connections)
      inPlace.set(connections, faults)
    }
    return faults
  }

  #getBetween(connections: Connections): void {
    const execute = connections.executeQuery
    const before = (query: CompiledQuery) => this.#before(query)
    connections.executeQuery = async function (this: DatabaseConnection, query, options) {
      before(query)
      return execute.call(this, query, options)
    } as Execute
  }

  /** Runs `work`, whose n-th statement (from 1) fails if it comes to that. */
  async failingBefore(statement: number, work: () => Promise<unknown>): Promise<Outcome> {
    this.#counted = 0
    this.#failing = statement
    try {
      await work()
      return { failed: false, statements: this.#counted }
    } catch (error) {
      // Only the own fault may end the work.
      if (this.#failing !== undefined) throw error
      return { failed: true, statements: this.#counted }
    } finally {
      this.#failing = undefined
    }
  }

  #before({ sql }: CompiledQuery): void {
    if (this.#failing === undefined) return
    this.#counted++
    if (this.#counted < this.#failing) return
    this.#failing = undefined
    throw new Error(`The database failed before: ${sql}`)
  }
}

const inPlace = new WeakMap<object, StatementFaults>()

/** All connections of a database are of one class, or of one for each direction: this reaches those still to be opened. */
function connectionsOf(db: Reader): Promise<Connections> {
  return db
    .getExecutor()
    .provideConnection(async (connection) => Object.getPrototypeOf(connection) as Connections)
}
