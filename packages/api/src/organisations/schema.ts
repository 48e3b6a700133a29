import { z } from 'zod'
import { Instant } from '../calendar/instant.ts'
import { ShownPicture } from '../files/pictures/schema.ts'
import { NoControlCharacters } from '../text/plain.ts'

/** What a member may do, from most to least. */
export const roles = ['owner', 'admin', 'member', 'viewer'] as const

export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>

/** Whether `role` may do everything that `needed` may. */
export function isAtLeast(role: Role, needed: Role): boolean {
  return roles.indexOf(role) <= roles.indexOf(needed)
}

/** A household shares freezers, a company owns a shop. */
export const OrganisationKind = z.enum(['household', 'company'])
export type OrganisationKind = z.infer<typeof OrganisationKind>

export const OrganisationId = z.int().positive().describe('Id of a household or company')

export const OrganisationName = NoControlCharacters.trim().min(1).max(120)

/** A household to look into, where several are possible. */
export const HouseholdId = z
  .int()
  .positive()
  .optional()
  .describe('Id of a household; if left out, the one you have been in longest')

export const MemberId = z.int().positive().describe('Id of the account of a member')

export const Organisation = z.object({
  id: z.int(),
  kind: OrganisationKind,
  name: z.string(),
  picture: ShownPicture.nullable(),
  timeZone: z.string().describe('IANA time zone; it decides what "today" is'),
  role: Role.describe('What you are in it'),
  members: z.int().describe('How many there are'),
  isDefault: z.boolean().describe('Whether it is meant where no household is named'),
  createdAt: Instant,
  joinedAt: Instant.describe('Since when you are in it'),
})
export type Organisation = z.infer<typeof Organisation>

export const Member = z.object({
  accountId: z.int(),
  displayName: z.string(),
  picture: ShownPicture.nullable(),
  role: Role,
  joinedAt: Instant,
})
export type Member = z.infer<typeof Member>
