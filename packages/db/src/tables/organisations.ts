import type { Generated } from 'kysely'
import type { Instant } from './columns.ts'

export interface OrganisationsTable {
  id: Generated<number>
  kind: 'household' | 'company'
  name: string
  /** IANA name. It decides what "today" is for everything the organisation keeps. */
  time_zone: string
  created_at: Instant
}

export interface OrganisationMembersTable {
  organisation_id: number
  account_id: number
  role: 'owner' | 'admin' | 'member' | 'viewer'
  joined_at: Instant
}

/** Open ones only: the row goes when it is answered or withdrawn, and with it the address. */
export interface OrganisationInvitationsTable {
  id: Generated<number>
  organisation_id: number
  role: OrganisationMembersTable['role']
  /** Who it was mailed to; NULL for a link, which admits whoever has it. */
  email: string | null
  /** The address as accounts are told apart by it; unique among the open ones of an organisation. */
  email_key: string | null
  /** 32 random bytes, hexadecimal: what the token is derived from, with the server's key. */
  salt: string
  invited_by: number
  created_at: Instant
  expires_at: Instant
}
