import type { Actor, Membership } from '../access.ts'
import { languageOr } from '../text/language.ts'

/** One row a membership; an account without any still has one row. */
export interface ActorRow {
  account_id: number
  is_admin: 0 | 1
  language: string
  organisation_id: number | null
  kind: Membership['kind'] | null
  role: Membership['role'] | null
  time_zone: string | null
}

/** What an actor is made of: the account with its memberships, ready to be joined to a credential. */
export const actorColumns = [
  'account.id as account_id',
  'account.is_admin',
  'account.language',
  'member.organisation_id',
  'organisation.kind',
  'member.role',
  'organisation.time_zone',
] as const

/** Builds the actor that a credential's rows describe. */
export function actorFrom(rows: ActorRow[], token: Actor['token']): Actor | undefined {
  const [first] = rows
  if (!first) return undefined
  return {
    accountId: first.account_id,
    isAdmin: first.is_admin === 1,
    language: languageOr('en', first.language),
    memberships: rows.flatMap(membershipOf),
    token,
  }
}

function membershipOf(row: ActorRow): Membership[] {
  const { organisation_id: organisationId, kind, role, time_zone: timeZone } = row
  if (organisationId === null || !kind || !role || timeZone === null) return []
  return [{ organisationId, kind, role, timeZone }]
}
