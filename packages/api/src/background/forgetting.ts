import type { Tables } from '@larder/db'
import { deleteSome } from '@larder/db'
import { sql } from 'kysely'
import type { Chore } from './chore.ts'
import { inPortions } from './in-portions.ts'

const AT_ONCE = 500

interface Forgettable<Table extends keyof Tables> {
  table: Table
  /** The column with the time from which on nobody needs a row; without one it stays. */
  overAt: keyof Tables[Table] & string
  /** So many days later it goes; 0 if left out. */
  keptDays?: number
}

/** Deletes rows of a table some time after they are over. */
export function forgetting<Table extends keyof Tables>({
  table,
  overAt,
  keptDays = 0,
}: Forgettable<Table>): Chore {
  return inPortions({
    what: `forgetting ${table}`,
    portion(db, now) {
      const until = new Date(now.getTime() - keptDays * 86_400_000).toISOString()
      return deleteSome(db, table, sql`${sql.ref(overAt)} <= ${until}`, AT_ONCE)
    },
  })
}
