import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import { ShownPicture } from '../../files/pictures/schema.ts'
import { Handle } from '../../text/handle.ts'
import { Language } from '../../text/language.ts'
import { NoControlCharacters, PlainText } from '../../text/plain.ts'
import { DisplayName, TimeZone } from '../schema.ts'

/** What can be told of oneself, and kept to oneself. */
const toldFields = [
  'firstName',
  'middleName',
  'lastName',
  'birthDate',
  'biography',
  'language',
  'timeZone',
] as const

/** What an owner may show to everybody. The display name always is, the e-mail address never. */
export const publishableFields = [...toldFields, 'picture'] as const

export type PublishableField = (typeof publishableFields)[number]

/** Everything of a profile that can be edited. The picture has procedures of its own. */
export const profileFields = ['username', 'displayName', ...toldFields, 'publicFields'] as const

export const PublicFields = z
  .array(z.enum(publishableFields))
  .max(publishableFields.length)
  .transform((chosen) => publishableFields.filter((field) => chosen.includes(field)))
  .describe('What everybody may see beside username and display name')

export const GivenName = NoControlCharacters.trim().max(80).describe('Empty: not given')

export const Biography = PlainText.max(2_000)
  .transform((text) => text.replaceAll(/\r\n?/g, '\n').trim())
  .describe('Plain text of several lines')

/** What may be said of a profile; what is left out stays as it is. */
export const ProfileChanges = z.strictObject({
  username: Handle.nullable().optional().describe('null: no public profile'),
  displayName: DisplayName.optional(),
  firstName: GivenName.optional(),
  middleName: GivenName.optional(),
  lastName: GivenName.optional(),
  birthDate: Day.nullable().optional().describe('Not in the future; null: not given'),
  biography: Biography.optional(),
  language: Language.optional(),
  timeZone: TimeZone.optional().describe(
    'A household that you live in alone follows, unless it was set apart',
  ),
  publicFields: PublicFields.optional(),
})
export type ProfileChanges = z.infer<typeof ProfileChanges>

/** A profile as its owner sees it. */
export const Profile = z.object({
  username: z.string().nullable().describe('null: there is no public profile'),
  displayName: z.string(),
  firstName: z.string(),
  middleName: z.string(),
  lastName: z.string(),
  birthDate: z.string().nullable(),
  biography: z.string(),
  language: Language,
  timeZone: z.string(),
  picture: ShownPicture.nullable(),
  publicFields: z.array(z.enum(publishableFields)),
})
export type Profile = z.infer<typeof Profile>

const shown = z.string().nullable().describe('null: not given, or not public')

/** A profile as everybody sees it. */
export const PublicProfile = z.object({
  username: z.string(),
  displayName: z.string().describe('Always shown'),
  firstName: shown,
  middleName: shown,
  lastName: shown,
  birthDate: shown,
  biography: shown,
  language: Language.nullable().describe('null: not public'),
  timeZone: z.string().nullable().describe('null: not public'),
  picture: ShownPicture.nullable().describe('null: there is none, or it is not public'),
})
export type PublicProfile = z.infer<typeof PublicProfile>

/** Whom everybody sees as the author of something. */
export const Author = z.object({
  displayName: z.string(),
  username: z.string().nullable().describe('What leads to their profile; null: they have none'),
  picture: ShownPicture.nullable().describe('null: there is none, or they do not show it'),
})
export type Author = z.infer<typeof Author>
