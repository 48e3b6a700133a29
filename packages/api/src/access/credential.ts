import type { Database } from '@larder/db'
import type { AccountRole } from '../accounts/roles.ts'
import type { SessionInUse } from '../accounts/sessions.ts'
import { isSessionShaped, validateSession } from '../accounts/sessions.ts'
import { isWellFormed, looksLikeToken } from '../accounts/tokens/format.ts'
import { findTokenHolder } from '../accounts/tokens/queries.ts'
import type { Author } from '../event-log/record.ts'
import type { Role } from '../organisations/schema.ts'
import type { Language } from '../text/language.ts'
import type { Scope } from './scopes.ts'

export interface Membership {
  organisationId: number
  kind: 'household' | 'company'
  role: Role
  timeZone: string
}

/** Somebody whose credential was accepted. */
export interface Actor {
  accountId: number
  role: AccountRole
  standing: Standing
  language: Language
  memberships: Membership[]
  /** NULL for a session, which may do everything its account may. */
  token: { id: number; scopes: Scope[] } | null
}

/** Whether an account may be used: an administrator disabled it, or its owner is leaving. */
export type Standing = 'active' | 'disabled' | 'leaving'

export const credentialProblems = [
  'unknown',
  'malformed',
  'expired',
  'revoked',
  'disabled',
  'leaving',
] as const

export type CredentialProblem = (typeof credentialProblems)[number]

/** What is known of who is asking; of a refused one, whose the credential was. */
export type Credential =
  | { kind: 'none' }
  | { kind: 'refused'; problem: CredentialProblem; holder?: Author }
  | { kind: 'accepted'; actor: Actor; secret: string; session?: SessionInUse }

/** Reads an `Authorization` header. Never throws for a bad credential: public procedures go on. */
export async function identify(
  database: Database,
  authorization: string | undefined,
  now: Date,
): Promise<Credential> {
  if (authorization === undefined) return { kind: 'none' }
  const secret = /^Bearer ([\w.~+/-]{1,200}=*)$/i.exec(authorization)?.[1]
  if (secret === undefined) return { kind: 'refused', problem: 'malformed' }
  if (looksLikeToken(secret)) return await identifyToken(database, secret, now)
  if (isSessionShaped(secret)) return await identifySession(database, secret)
  return { kind: 'refused', problem: 'malformed' }
}

async function identifyToken(database: Database, secret: string, now: Date): Promise<Credential> {
  const holder = await findTokenHolder(database.reader, secret)
  if (!holder) return { kind: 'refused', problem: isWellFormed(secret) ? 'unknown' : 'malformed' }
  const { actor, revokedAt, expiresAt } = holder
  if (revokedAt) return { kind: 'refused', problem: 'revoked', holder: actor }
  if (expiresAt && expiresAt <= now.toISOString()) {
    return { kind: 'refused', problem: 'expired', holder: actor }
  }
  return inGoodStanding(actor, secret)
}

async function identifySession(database: Database, secret: string): Promise<Credential> {
  const session = await validateSession(database, secret)
  if (!session) return { kind: 'refused', problem: 'expired' }
  const credential = inGoodStanding(session.actor, secret)
  return credential.kind === 'accepted' ? { ...credential, session } : credential
}

function inGoodStanding(actor: Actor, secret: string): Credential {
  return actor.standing === 'active'
    ? { kind: 'accepted', actor, secret }
    : { kind: 'refused', problem: actor.standing, holder: actor }
}

/** Whether the actor's credential reaches as far as `scope`. */
export function holdsScope(actor: Actor, scope: Scope): boolean {
  return actor.token === null || actor.token.scopes.some((held) => held === scope || held === '*')
}
