import type { Generated } from 'kysely'
import type { Instant } from './columns.ts'

/** Invitations to the server. One that was used or revoked is gone. */
export interface RegistrationInvitationsTable {
  id: Generated<number>
  /** What its token follows from, together with the server's key. */
  salt: string
  /** The only address that it is good for; NULL: any. */
  email: string | null
  created_at: Instant
  expires_at: Instant
}
