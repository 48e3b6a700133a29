import type { Generated } from 'kysely'
import type { Instant } from './columns.ts'

/** Links that were mailed to the owner of an account: one of a purpose at a time. */
export interface AccountLinksTable {
  id: Generated<number>
  account_id: number
  purpose: 'verify' | 'reset' | 'change from' | 'change to'
  /** What the token follows from, together with the server's key. */
  salt: string
  /** Of a change of address: the one to be. */
  new_email: string | null
  /** Of a change of address: when this side of it said yes. */
  confirmed_at: Instant | null
  created_at: Instant
  expires_at: Instant
}

/** Accounts to be: they wait for whoever has the address to open the link. */
export interface RegistrationsTable {
  id: Generated<number>
  email: string
  password_hash: string
  display_name: string
  language: string
  time_zone: string
  /** The invitation that confirming the address uses up. */
  invitation_id: number | null
  /** What the token of its link follows from. */
  salt: string
  created_at: Instant
  expires_at: Instant
}
