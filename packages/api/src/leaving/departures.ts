import type { Chore } from '../chore.ts'
import type { Services } from '../context.ts'
import { deleteAccount } from './delete-account.ts'

const AT_ONCE = 20

/** Deletes accounts whose grace is over. */
export const departures: Chore = {
  what: 'deleting accounts',
  everyMs: 10_000,
  async perform(services, signal) {
    for (const accountId of await due(services)) await deleteAccount(services, accountId, signal)
  },
}

async function due({ database, clock }: Services): Promise<number[]> {
  const rows = await database.reader
    .selectFrom('accounts')
    .select('id')
    .where('leaves_at', '<=', clock.now().toISOString())
    .orderBy('leaves_at')
    .limit(AT_ONCE)
    .execute()
  return rows.map(({ id }) => id)
}
