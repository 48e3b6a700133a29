import type { Generated } from 'kysely'
import type { Instant } from './columns.ts'

export interface IdentitiesTable {
  id: Generated<number>
  account_id: number
  /** SHA-256 of issuer and subject: who somebody is at their provider, and nobody else there. */
  identity_key: string
  /** What the configuration called the provider when it was last used. */
  provider: string
  /** What the provider called their address when it was last used: for people, it decides nothing. */
  email: string | null
  created_at: Instant
  last_used_at: Instant | null
}

/** Log-ins and links that were finished, until nobody could finish them again anyway. */
export interface SpentIdentityFlowsTable {
  flow_hash: string
  account_id: number
  expires_at: Instant
}
