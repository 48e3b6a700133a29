import type { Generated } from 'kysely'
import type { Day, Flag, Instant } from './columns.ts'

export interface AccountsTable {
  id: Generated<number>
  email: string
  /** The folded address that identity is decided on; see `emailKey` in the accounts domain. */
  email_key: string
  password_hash: string
  display_name: string
  /** `display_name` folded, so that both engines find and sort alike. */
  name_key: Generated<string>
  language: string
  time_zone: string
  role: Generated<'user' | 'staff' | 'admin'>
  /** As its owner writes it; NULL: there is no public profile. */
  username: string | null
  /** The folded username that identity is decided on. */
  username_key: string | null
  first_name: Generated<string>
  middle_name: Generated<string>
  last_name: Generated<string>
  birth_date: Day | null
  biography: Generated<string>
  /** JSON array of the fields of the profile that everybody may see. */
  public_fields: Generated<string>
  email_verified_at: Instant | null
  /** Whether its owner is mailed about log-ins from a device that was not seen before. */
  log_in_notices: Generated<Flag>
  disabled_at: Instant | null
  /** Why, for administrators; NULL unless it is disabled. */
  disabled_reason: string | null
  /** When an account that its owner deleted is really gone. */
  leaves_at: Instant | null
  /** Bytes of everything that it keeps, as `counted_bytes` of its files say. */
  stored_bytes: Generated<number>
  created_at: Instant
}

export interface SessionsTable {
  /** SHA-256 of the session id; the id itself is never stored. */
  id_hash: string
  account_id: number
  /** What the program that signed in called itself. */
  device: Generated<string>
  /** Where it was last used from. */
  address: Generated<string>
  /** Kept to within some minutes. */
  last_seen_at: Instant | null
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
