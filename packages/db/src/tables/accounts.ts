import type { Generated } from 'kysely'
import type { Flag, Instant } from './columns.ts'

export interface AccountsTable {
  id: Generated<number>
  email: string
  /** The folded address that identity is decided on; see `emailKey` in the accounts domain. */
  email_key: string
  password_hash: string
  display_name: string
  language: string
  time_zone: string
  is_admin: Flag
  created_at: Instant
}

export interface SessionsTable {
  /** SHA-256 of the session id; the id itself is never stored. */
  id_hash: string
  account_id: number
  created_at: Instant
  expires_at: Instant
}

export interface AccessTokensTable {
  id: Generated<number>
  account_id: number
  name: string
  /** `name` folded while the token is live, NULL once revoked: a name may be used again then. */
  live_name: string | null
  /** SHA-256 of the token; the token itself is shown once and never stored. */
  token_hash: string
  /** JSON array of scopes. */
  scopes: string
  created_at: Instant
  expires_at: Instant | null
  revoked_at: Instant | null
}

/** Codes printed at start-up until the first administrator exists. */
export interface FirstAdminCodesTable {
  code_hash: string
  created_at: Instant
}
