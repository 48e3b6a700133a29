import type { Database } from '@larder/db'
import type { CompiledQuery, DatabaseConnection } from 'kysely'

type Execute = DatabaseConnection['executeQuery']

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

  static async on({ writer }: Database): Promise<StatementFaults> {
    return writer.getExecutor().provideConnection(async (connection) => {
      // All connections of an engine are of one class, so this reaches those still to be opened.
      const connections = Object.getPrototypeOf(connection) as { executeQuery: Execute }
      const faults = inPlace.get(connections) ?? new StatementFaults(connections)
      inPlace.set(connections, faults)
      return faults
    })
  }

  private constructor(connections: { executeQuery: Execute }) {
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
