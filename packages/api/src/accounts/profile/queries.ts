import type { Reader, Tables } from '@larder/db'
import type { Selectable } from 'kysely'
import { pictureOf, picturesOf } from '../../files/pictures/queries.ts'
import type { ShownPicture } from '../../files/pictures/schema.ts'
import type { FileAudience } from '../../files/schema.ts'
import { handleKey } from '../../text/handle.ts'
import { languageOr } from '../../text/language.ts'
import { namedAs } from '../queries.ts'
import type { Author, Profile, PublicProfile, PublishableField } from './schema.ts'
import { publishableFields } from './schema.ts'

type AccountRow = Selectable<Tables['accounts']>

/** The account that a username belongs to, however it is spelt, if it is in use. */
export function findByUsername(db: Reader, username: string): Promise<AccountRow | undefined> {
  return db
    .selectFrom('accounts')
    .selectAll()
    .where('username_key', '=', handleKey(username))
    .where('disabled_at', 'is', null)
    .where('leaves_at', 'is', null)
    .executeTakeFirst()
}

/** What its owner sees of a profile. */
export async function profileOf(db: Reader, row: AccountRow): Promise<Profile> {
  return profileFrom(row, await pictureOf(db, 'picture_of_account_id', row.id))
}

/** What everybody sees of a profile that has a username. */
export async function publicProfileOf(
  db: Reader,
  row: AccountRow & { username: string },
): Promise<PublicProfile> {
  return publicProfileFrom(await profileOf(db, row), row.username)
}

/** What everybody sees of people beside what they wrote: of those whose account is in use. */
export async function authorsOf(db: Reader, accountIds: number[]): Promise<Map<number, Author>> {
  if (accountIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('accounts')
    .selectAll()
    .where('id', 'in', accountIds)
    .where('disabled_at', 'is', null)
    .where('leaves_at', 'is', null)
    .execute()
  const pictured = rows.filter((row) => pictureAudience(row) === 'everyone').map(({ id }) => id)
  const pictures = await picturesOf(db, 'picture_of_account_id', pictured)
  return new Map(
    rows.map(({ id, display_name: displayName, username }) => [
      id,
      { displayName, username, picture: pictures.get(id) ?? null },
    ]),
  )
}

/** Who may read the picture of an account: everyone, exactly while its profile shows it. */
export function pictureAudience(row: AccountRow): FileAudience {
  return row.username !== null && publicFieldsOf(row).includes('picture') ? 'everyone' : 'owner'
}

function profileFrom(row: AccountRow, picture: ShownPicture | null): Profile {
  return {
    username: row.username,
    displayName: row.display_name,
    firstName: row.first_name,
    middleName: row.middle_name,
    lastName: row.last_name,
    birthDate: row.birth_date,
    biography: row.biography,
    language: languageOr('en', row.language),
    timeZone: row.time_zone,
    picture,
    publicFields: publicFieldsOf(row),
  }
}

function publicProfileFrom(profile: Profile, username: string): PublicProfile {
  const shows = new Set(profile.publicFields)
  const ifPublic = <Field extends PublishableField>(field: Field): Profile[Field] | null =>
    shows.has(field) ? profile[field] || null : null
  return {
    username,
    displayName: profile.displayName,
    firstName: ifPublic('firstName'),
    middleName: ifPublic('middleName'),
    lastName: ifPublic('lastName'),
    birthDate: ifPublic('birthDate'),
    biography: ifPublic('biography'),
    language: ifPublic('language'),
    timeZone: ifPublic('timeZone'),
    picture: ifPublic('picture'),
  }
}

/** The columns that a profile is kept in. */
export function columnsOf(profile: Profile) {
  return {
    username: profile.username,
    username_key: profile.username === null ? null : handleKey(profile.username),
    ...namedAs(profile.displayName),
    first_name: profile.firstName,
    middle_name: profile.middleName,
    last_name: profile.lastName,
    birth_date: profile.birthDate,
    biography: profile.biography,
    language: profile.language,
    time_zone: profile.timeZone,
    public_fields: JSON.stringify(profile.publicFields),
  }
}

// A field that a newer version made publishable is not shown by this one.
function publicFieldsOf({ public_fields }: AccountRow): PublishableField[] {
  const stored = JSON.parse(public_fields) as string[]
  return publishableFields.filter((field) => stored.includes(field))
}
