import { DomainError } from '../errors/map.ts'
import type { Role } from './schema.ts'
import { isAtLeast } from './schema.ts'

/** Who in a household or company may do what to it: each action with the least role that it takes. */
const allowed = {
  'see an organisation': 'viewer',
  'edit an organisation': 'admin',
  'change the picture of an organisation': 'admin',
  'hand an organisation over': 'owner',
  'delete an organisation': 'owner',
  'leave an organisation': 'viewer',

  'see members': 'viewer',
  "change a member's role": 'admin',
  'remove a member': 'admin',

  'see invitations': 'admin',
  'invite somebody': 'admin',
  'withdraw an invitation': 'admin',
} satisfies Record<string, Role>

/** Whom each role may change and remove, and what it may make somebody. */
const reach: Record<Role, readonly Role[]> = {
  owner: ['owner', 'admin', 'member', 'viewer'],
  admin: ['admin', 'member', 'viewer'],
  member: [],
  viewer: [],
}

export type OrganisationAction = keyof typeof allowed

/** Lets a member with this role do this. Throws NOT_ALLOWED. */
export function authorizeMember(role: Role, action: OrganisationAction): void {
  if (!isAtLeast(role, allowed[action])) throw new DomainError('NOT_ALLOWED', { action, role })
}

/** Lets a member do this to another, or make one: nobody reaches above themselves. Throws NOT_ALLOWED. */
export function authorizeReach(role: Role, action: OrganisationAction, ...concerned: Role[]): void {
  authorizeMember(role, action)
  const beyond = concerned.find((each) => !mayReach(role, each))
  if (beyond) throw new DomainError('NOT_ALLOWED', { action: `${action}: ${beyond}`, role })
}

/** Whether somebody with this role may make another one `concerned`, and unmake them. */
export function mayReach(role: Role, concerned: Role): boolean {
  return reach[role].includes(concerned)
}
