import type { Writer } from '@larder/db'
import type { Chore } from './chore.ts'
import { TIDIED_EVERY_MS } from './chore.ts'

export interface Portions {
  what: string
  /** Does some of it, in a transaction of its own. Answers how many of whatever it is; 0: all is done. */
  portion(db: Writer, now: Date): Promise<number>
}

/** A chore in small transactions, until there is nothing more to do: nobody waits for all of it. */
export function inPortions({ what, portion }: Portions): Chore {
  return {
    what,
    everyMs: TIDIED_EVERY_MS,
    async perform({ database, clock }, { signal }) {
      const doSome = () => database.transaction((db) => portion(db, clock.now()))
      while (!signal.aborted && (await doSome()) > 0);
    },
  }
}
