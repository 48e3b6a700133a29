import type { Database } from '@larder/db'
import type { Dump, StatementFaults } from '#harness'
import { dumpTables } from '#harness'

export interface Tally {
  /** How many statements it takes, and at how many of them it was made to fail. */
  statements: number
  rowsWithoutEvent: number
  eventsWithoutRow: number
  /** Attempts that failed and still left both. */
  failedButDone: number
}

/**
 * Makes a change fail before its first statement, then before its second, and so on until nothing
 * is left to fail and it succeeds. `prepare` makes ready for one attempt and answers the attempt.
 */
export async function failEverywhere(
  database: Database,
  faults: StatementFaults,
  prepare: () => Promise<() => Promise<unknown>>,
): Promise<Tally> {
  const tally: Tally = { statements: 0, rowsWithoutEvent: 0, eventsWithoutRow: 0, failedButDone: 0 }
  for (let statement = 1; ; statement++) {
    const attempt = await prepare()
    const before = await dumpTables(database)
    const { failed, statements } = await faults.failingBefore(statement, attempt)
    const { rows, events } = changes(before, await dumpTables(database))
    if (rows && !events) tally.rowsWithoutEvent++
    if (events && !rows) tally.eventsWithoutRow++
    if (failed && rows && events) tally.failedButDone++
    if (!failed) {
      if (!rows && !events) throw new Error('It succeeded without changing anything.')
      return { ...tally, statements }
    }
  }
}

function changes(before: Dump, after: Dump): { rows: boolean; events: boolean } {
  const changed = Object.keys(after).filter((table) => `${before[table]}` !== `${after[table]}`)
  return {
    // An attempt counts before anybody knows how it ends: counters are meant to stay.
    rows: changed.some((table) => table !== 'events' && table !== 'guesses'),
    events: changed.includes('events'),
  }
}
