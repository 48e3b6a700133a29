import type { Chore } from '../background/chore.ts'
import { oneByOne } from '../background/one-by-one.ts'
import type { Services } from '../context.ts'
import { deleteAccount } from './delete-account.ts'

/** Deletes accounts whose grace is over. */
export const departures: Chore = {
  what: 'deleting accounts',
  everyMs: 10_000,
  perform(services, circumstances) {
    const work = {
      what: 'deleting account',
      find: (most: number) => due(services, most),
      perform: (id: number) => deleteAccount(services, id, circumstances.signal),
    }
    return oneByOne(work, circumstances)
  },
}

function due({ database, clock }: Services, most: number): Promise<{ id: number }[]> {
  return database.reader
    .selectFrom('accounts')
    .select('id')
    .where('leaves_at', '<=', clock.now().toISOString())
    .orderBy('leaves_at')
    .limit(most)
    .execute()
}
