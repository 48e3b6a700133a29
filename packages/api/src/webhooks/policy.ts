import type { Actor } from '../access/credential.ts'
import { DomainError } from '../errors/map.ts'

/** Lets the actor see and change a webhook of their own account, and of no other. Throws NOT_FOUND. */
export function authorizeWebhook(actor: Actor, webhook: { id: number; account_id: number }): void {
  if (webhook.account_id === actor.accountId) return
  throw missingWebhook(webhook.id).withholding({ isForeign: true })
}

/** What is answered for a webhook that is not there, and for somebody else's. */
export function missingWebhook(id: number): DomainError<'NOT_FOUND'> {
  return new DomainError('NOT_FOUND', { what: 'webhook', id })
}
