import type { Reason } from '@larder/api'
import type { Caller } from './callers.ts'
import type { Role, Row } from './row.ts'

/** What a call is answered with: `done`, or the reason of its refusal. */
type Outcome =
  | 'done'
  | 'SIGN_IN_REQUIRED'
  | 'CREDENTIAL_REFUSED'
  | 'SESSION_REQUIRED'
  | 'SCOPE_MISSING'
  | 'ADMIN_REQUIRED'
  | 'STAFF_REQUIRED'
  | 'NOT_FOUND'
  | 'NOT_ALLOWED'

const roles: Role[] = ['viewer', 'member', 'admin', 'owner']

/** The rules of access, in the order in which they are applied. */
export function expectedOutcome(row: Row, caller: Caller): Outcome | Reason {
  const outcome = byTheRules(row, caller)
  return outcome === 'done' ? (row.comesTo ?? 'done') : outcome
}

function byTheRules(row: Row, caller: Caller): Outcome {
  const { audience, scope, least, names } = row
  const { scopes, accountRole } = caller
  if (audience === 'public') return 'done'
  if (caller.refusedAs) return caller.refusedAs
  if (audience === 'session' && scopes) return 'SESSION_REQUIRED'
  if (scope && scopes && !scopes.some((held) => held === scope || held === '*')) {
    return 'SCOPE_MISSING'
  }
  if (audience === 'admin' && accountRole !== 'admin') return 'ADMIN_REQUIRED'
  if (audience === 'staff' && accountRole === 'user') return 'STAFF_REQUIRED'
  if (least === undefined) return 'done'
  if (least === 'themselves') return caller.role === 'owner' ? 'done' : 'NOT_FOUND'
  // Without a thing it is about the household that the caller lives in, which a stranger owns.
  const role = names ? caller.role : (caller.role ?? 'owner')
  if (role === null) return 'NOT_FOUND'
  return roles.indexOf(role) >= roles.indexOf(least) ? 'done' : 'NOT_ALLOWED'
}
