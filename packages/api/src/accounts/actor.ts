import type { Actor, Membership, Standing } from '../access/credential.ts'
import { languageOr } from '../text/language.ts'
import type { AccountRole } from './roles.ts'

/** One row a membership, in any order; an account without any still has one row. */
export interface ActorRow {
  account_id: number
  account_role: AccountRole
  disabled_at: string | null
  leaves_at: string | null
  language: string
  organisation_id: number | null
  kind: Membership['kind'] | null
  role: Membership['role'] | null
  time_zone: string | null
  joined_at: string | null
}

/** What an actor is made of: the account with its memberships, ready to be joined to a credential. */
export const actorColumns = [
  'account.id as account_id',
  'account.role as account_role',
  'account.disabled_at',
  'account.leaves_at',
  'account.language',
  'member.organisation_id',
  'organisation.kind',
  'member.role',
  'organisation.time_zone',
  'member.joined_at',
] as const

/** Builds the actor that a credential's rows describe. */
export function actorFrom(rows: ActorRow[], token: Actor['token']): Actor | undefined {
  const [first] = rows
  if (!first) return undefined
  return {
    accountId: first.account_id,
    role: first.account_role,
    standing: standingOf(first),
    language: languageOr('en', first.language),
    memberships: longestFirst(rows).flatMap(membershipOf),
    token,
  }
}

/** Whether an account may be used. */
export function standingOf(account: Pick<ActorRow, 'disabled_at' | 'leaves_at'>): Standing {
  if (account.disabled_at !== null) return 'disabled'
  return account.leaves_at === null ? 'active' : 'leaving'
}

// Cheaper here than in each query, because nearly everybody has one or two.
function longestFirst(rows: ActorRow[]): ActorRow[] {
  if (rows.length < 2) return rows
  return rows.toSorted((a, b) => {
    if (a.joined_at === b.joined_at) return (a.organisation_id ?? 0) - (b.organisation_id ?? 0)
    return (a.joined_at ?? '') < (b.joined_at ?? '') ? -1 : 1
  })
}

function membershipOf(row: ActorRow): Membership[] {
  const { organisation_id: organisationId, kind, role, time_zone: timeZone } = row
  if (organisationId === null || !kind || !role || timeZone === null) return []
  return [{ organisationId, kind, role, timeZone }]
}
