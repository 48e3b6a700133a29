import type { Database } from '@larder/db'
import type { Larder } from '@larder/sdk'
import { sql } from 'kysely'
import { afterwards } from '#harness'

/** Lets several write at the same time, as fast as they can, until they are stopped. */
export function startWriters(
  clients: Larder[],
  freezer: { id: number },
): { stop(): Promise<number> } {
  let isOver = false
  const leaving = new AbortController()
  const write = async ({ freezers }: Larder, writer: number): Promise<number> => {
    let written = 0
    for (; !isOver; written++) {
      const peas = { name: `peas ${writer}-${written}`, typeId: 1 }
      const place = { freezerId: freezer.id, box: 1 + (writer % 5) }
      await freezers.products.add({ ...peas, ...place }, { signal: leaving.signal })
    }
    return written
  }
  const writing = Promise.all(clients.map(write))
  writing.catch(() => {})
  // When a test fails, nobody waits for those who wait for a server.
  afterwards(() => leaving.abort())
  return {
    async stop() {
      isOver = true
      return (await writing).reduce((sum, written) => sum + written, 0)
    },
  }
}

/** The positions that somebody may see after one, once all of them have been given. */
export async function visiblePositions(
  { reader }: Database,
  who: { accountId: number; householdId: number },
  after: number,
): Promise<number[]> {
  const audiences = ['everyone', `account-${who.accountId}`, `organisation-${who.householdId}`]
  for (;;) {
    const { unnumbered } = await reader
      .selectFrom('events')
      .select(sql<number>`count(*) - count(position)`.as('unnumbered'))
      .executeTakeFirstOrThrow()
    if (Number(unnumbered) === 0) break
  }
  const rows = await reader
    .selectFrom('events')
    .select('position')
    .where('audience', 'in', audiences)
    .where('position', '>', after)
    .orderBy('position')
    .execute()
  return rows.flatMap(({ position }) => position ?? [])
}
