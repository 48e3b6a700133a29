import type { Reader } from '@larder/db'
import { shadowOf } from '../event-log/projections/rebuild.ts'

/** The projection of the words by which things are found. */
export const SEARCH = 'search'

/** The words that are searched at the moment; 0: none were written down yet. */
export async function searchedGeneration(db: Reader): Promise<number> {
  const cursor = await db
    .selectFrom('projections')
    .select('generation')
    .where('name', '=', SEARCH)
    .executeTakeFirst()
  return cursor?.generation ?? 0
}

/** What is searched, and what a rebuild is filling meanwhile. */
export async function writtenGenerations(db: Reader): Promise<number[]> {
  const cursors = await db
    .selectFrom('projections')
    .select('generation')
    .where('name', 'in', [SEARCH, shadowOf(SEARCH)])
    .execute()
  return cursors.map(({ generation }) => generation)
}
