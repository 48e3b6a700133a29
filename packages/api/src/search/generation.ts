import type { Reader } from '@larder/db'

/** The words that are searched at the moment; 0: none were written down yet. */
export async function searchedGeneration(db: Reader): Promise<number> {
  const cursor = await db
    .selectFrom('projections')
    .select('generation')
    .where('name', '=', 'search')
    .executeTakeFirst()
  return cursor?.generation ?? 0
}
