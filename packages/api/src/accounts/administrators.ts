import type { Writer } from '@larder/db'
import { locked } from '@larder/db'
import { DomainError } from '../errors/map.ts'

/**
 * Holds every administrator whose account may be used, so that no two of them take each other's role
 * away at once. Answers who they are.
 */
export async function holdAdministrators(db: Writer): Promise<number[]> {
  const administrators = db
    .selectFrom('accounts')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .where('leaves_at', 'is', null)
    .orderBy('id')
  return (await locked(db, administrators).execute()).map(({ id }) => id)
}

/** Throws LAST_ADMINISTRATOR when nobody would be left. `administrators` are held. */
export function refuseLastAdministrator(administrators: number[], accountId: number): void {
  if (administrators.length === 1 && administrators[0] === accountId) {
    throw new DomainError('LAST_ADMINISTRATOR', { accountId })
  }
}
