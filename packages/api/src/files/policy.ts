import type { Actor } from '../access/credential.ts'
import { DomainError } from '../errors/map.ts'
import { requireRole } from '../organisations/membership.ts'
import type { Role } from '../organisations/schema.ts'
import { isAtLeast } from '../organisations/schema.ts'
import type { OwnedFile } from './queries.ts'

/**
 * Who may do what to a file of a household or company: each action with the least role that it takes.
 * What belongs to an account is that account's alone, but for the readers below.
 */
const allowed = {
  'see a file': 'viewer',
  'link to a file': 'member',
  'edit a file': 'admin',
  'delete a file': 'admin',
} satisfies Record<string, Role>

export type FileAction = keyof typeof allowed

/** Who wants to read: nobody known, or somebody, who may live with the owner. */
export interface Visitor {
  actor: Actor | null
  /** Whether they are in a household or company together with the account that the file belongs to. */
  isFellow: boolean
}

/** Who reads a file, beside its owner. */
const readers: ((file: OwnedFile, visitor: Visitor) => boolean)[] = [
  // Everyone, if the owner says so.
  ({ audience }) => audience === 'everyone',
  // Whoever is in the household or company that it belongs to.
  ({ organisation_id }, { actor }) => roleIn(actor, organisation_id, allowed['see a file']),
  // Whoever is in one together with an account, if it is that account's picture.
  (file, { isFellow }) => isFellow && isPictureOfOwner(file),
]

/**
 * Whether a file may be read. What belongs to an account that is not in use, nobody else reads; nor what is
 * the file of a video, which is watched as its privacy says and not as a file.
 */
export function mayRead(file: OwnedFile, visitor: Visitor): boolean {
  if (isOwn(visitor.actor, file)) return true
  return !isOwnerAway(file) && !file.is_of_video && readers.some((reads) => reads(file, visitor))
}

/** Whether everyone may read a file. */
export function isPublic(file: OwnedFile): boolean {
  return mayRead(file, { actor: null, isFellow: false })
}

/** Whether it matters for reading a file who lives with its owner. */
export function dependsOnFellows(file: OwnedFile, actor: Actor | null): actor is Actor {
  return actor !== null && isPictureOfOwner(file) && !mayRead(file, { actor, isFellow: false })
}

/** Lets the actor do this to a file, which reading it does not allow. Throws NOT_FOUND and NOT_ALLOWED. */
export function authorizeFile(actor: Actor, action: FileAction, file: OwnedFile): void {
  if (isOwn(actor, file)) return
  const { id, organisation_id: organisationId } = file
  if (organisationId === null) throw missingFile(id).withholding({ isForeign: true })
  requireRole(actor, action, allowed[action], { organisationId, what: 'file', id })
}

/** What is answered for a file that is not there, and for somebody else's. */
export function missingFile(id: number): DomainError<'NOT_FOUND'> {
  return new DomainError('NOT_FOUND', { what: 'file', id })
}

function isOwn(actor: Actor | null, { account_id }: OwnedFile): boolean {
  return actor !== null && account_id === actor.accountId
}

function roleIn(actor: Actor | null, organisationId: number | null, least: Role): boolean {
  const membership = actor?.memberships.find((each) => each.organisationId === organisationId)
  return membership !== undefined && isAtLeast(membership.role, least)
}

function isPictureOfOwner(file: OwnedFile): boolean {
  return file.account_id !== null && file.picture_of_account_id === file.account_id
}

/** Disabled by an administrator, or leaving: accounts that nobody signs in to. */
function isOwnerAway({ owner_disabled_at, owner_leaves_at }: OwnedFile): boolean {
  return owner_disabled_at !== null || owner_leaves_at !== null
}
