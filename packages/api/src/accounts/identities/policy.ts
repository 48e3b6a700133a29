import type { Actor } from '../../access/credential.ts'
import { DomainError } from '../../errors/map.ts'

/** Lets the actor unlink an identity of their own account, and of no other. Throws NOT_FOUND. */
export function authorizeIdentity(
  actor: Actor,
  identity: { id: number; account_id: number },
): void {
  if (identity.account_id === actor.accountId) return
  throw missingIdentity(identity.id).withholding({ isForeign: true })
}

/** What is answered for an identity that is not there, and for somebody else's. */
export function missingIdentity(id: number): DomainError<'NOT_FOUND'> {
  return new DomainError('NOT_FOUND', { what: 'identity', id })
}
