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
