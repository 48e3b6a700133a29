import type { Instant } from './columns.ts'

/** Accounts that ask for a code beside the password. */
export interface TwoFactorTable {
  account_id: number
  /** What the secret of the authenticator follows from, together with the server's key. */
  salt: string
  created_at: Instant
  /** NULL until a first code has shown that the authenticator is set up: nothing is asked for before. */
  confirmed_at: Instant | null
  /** Codes count half minutes; one of this or before is used up. */
  last_step: number
}

/** Codes for when the authenticator is lost. One that was used is gone. */
export interface RecoveryCodesTable {
  account_id: number
  /** A keyed hash: nobody without the server's key can try codes on it. */
  code_hash: string
}
