import { z } from 'zod'
import { accountStream } from '../accounts/events.ts'
import { Instant } from '../calendar/instant.ts'
import { defineEvent, ERASED } from '../event-log/define.ts'
import type { Stream } from '../event-log/stream.ts'
import { OrganisationKind, Role } from './schema.ts'

// People are named by the id of their account, and who was invited by nothing at all: an address
// would be in the log of everybody who may see that somebody was invited.

const Settings = z.object({ name: z.string().optional(), timeZone: z.string().optional() })

function eraseName<P extends { name?: string | undefined }>(payload: P): P {
  return payload.name === undefined ? payload : { ...payload, name: ERASED }
}

export const OrganisationCreated = defineEvent(
  'OrganisationCreated',
  1,
  z.object({ kind: OrganisationKind, name: z.string(), timeZone: z.string() }),
  { erase: eraseName },
)
export const OrganisationEdited = defineEvent(
  'OrganisationEdited',
  1,
  z.object({ from: Settings, to: Settings }),
  { erase: ({ from, to }) => ({ from: eraseName(from), to: eraseName(to) }) },
)
export const OrganisationDeleted = defineEvent(
  'OrganisationDeleted',
  1,
  z.object({ kind: OrganisationKind, name: z.string() }),
  { erase: eraseName },
)
export const OrganisationHandedOver = defineEvent(
  'OrganisationHandedOver',
  1,
  z.object({ from: z.int(), to: z.int() }),
)

/** `replacedFileId`: the file of the picture before it, which was deleted. */
export const OrganisationPictureSet = defineEvent(
  'OrganisationPictureSet',
  1,
  z.object({ fileId: z.int(), replacedFileId: z.int().nullable() }),
)
export const OrganisationPictureRemoved = defineEvent(
  'OrganisationPictureRemoved',
  1,
  z.object({ fileId: z.int() }),
)

export const MemberInvited = defineEvent(
  'MemberInvited',
  1,
  z.object({
    invitationId: z.int(),
    role: Role,
    by: z.enum(['email', 'link']),
    expiresAt: Instant,
  }),
)
export const InvitationWithdrawn = defineEvent(
  'InvitationWithdrawn',
  1,
  z.object({ invitationId: z.int() }),
)
/**
 * Nobody learns by whom, nor that it was by the account of the address being deleted: either would
 * tell whether an address has an account.
 */
export const InvitationDeclined = defineEvent(
  'InvitationDeclined',
  1,
  z.object({ invitationId: z.int() }),
)
/** Told to the account that accepted; the members are told that it joined. */
export const InvitationAccepted = defineEvent(
  'InvitationAccepted',
  1,
  z.object({ organisationId: z.int(), kind: OrganisationKind, role: Role }),
)

export const MemberJoined = defineEvent(
  'MemberJoined',
  1,
  z.object({ accountId: z.int(), role: Role, invitationId: z.int() }),
)
export const MemberRoleChanged = defineEvent(
  'MemberRoleChanged',
  1,
  z.object({ accountId: z.int(), from: Role, to: Role }),
)
export const MemberLeft = defineEvent('MemberLeft', 1, z.object({ accountId: z.int(), role: Role }))
export const MemberRemoved = defineEvent(
  'MemberRemoved',
  1,
  z.object({ accountId: z.int(), role: Role }),
)
/** Told to the account itself, which no longer sees what happens in the organisation. */
export const MembershipEnded = defineEvent(
  'MembershipEnded',
  1,
  z.object({
    organisationId: z.int(),
    kind: OrganisationKind,
    because: z.enum(['left', 'removed', 'deleted']),
  }),
)

export const organisationEvents = [
  OrganisationCreated,
  OrganisationEdited,
  OrganisationDeleted,
  OrganisationHandedOver,
  OrganisationPictureSet,
  OrganisationPictureRemoved,
  MemberInvited,
  InvitationWithdrawn,
  InvitationDeclined,
  InvitationAccepted,
  MemberJoined,
  MemberRoleChanged,
  MemberLeft,
  MemberRemoved,
  MembershipEnded,
] as const

/** The stream of everything that happens to an organisation. Its members see it. */
export function organisationStream(organisationId: number): Stream {
  const name = `organisation-${organisationId}` as const
  return { name, audience: name, subject: name }
}

/** The same, for what happens to a member. */
export function memberStream(organisationId: number, accountId: number): Stream {
  return { ...organisationStream(organisationId), subject: accountStream(accountId).name }
}
