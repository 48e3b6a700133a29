import type { Writer } from '@larder/db'
import type { Actor } from '../../access/credential.ts'
import { holdAdministrators } from '../../accounts/administrators.ts'
import type { AccountRow } from '../../accounts/queries.ts'
import { holdAccount } from '../../accounts/queries.ts'
import { DomainError } from '../../errors/map.ts'
import { findAccount } from './account-details.ts'

/**
 * Holds an account that an administrator is about to change, and all administrators. Whoever lost
 * their own role while they waited may do nothing any more. Throws ADMIN_REQUIRED and NOT_FOUND.
 */
export async function holdAccountToChange(
  { db, actor }: { db: Writer; actor: Actor },
  id: number,
): Promise<{ account: AccountRow; administrators: number[] }> {
  const administrators = await holdAdministrators(db)
  if (!administrators.includes(actor.accountId)) throw new DomainError('ADMIN_REQUIRED', {})
  await holdAccount(db, id)
  return { account: await findAccount(db, id), administrators }
}
