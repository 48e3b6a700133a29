import type { Reader, Writer } from '@larder/db'
import { locked, prepared } from '@larder/db'
import { sql } from 'kysely'
import type { Actor } from '../access/credential.ts'
import { DomainError } from '../errors/map.ts'
import { picturesOf } from '../files/pictures/queries.ts'
import type { Organisation, OrganisationKind, Role } from './schema.ts'

export interface NewOrganisation {
  kind: OrganisationKind
  name: string
  timeZone: string
  ownerId: number
  now: Date
}

/** Creates a household with its first member, the owner. Answers its id. */
export function createHousehold(db: Writer, household: Omit<NewOrganisation, 'kind'>) {
  return insertOrganisation(db, { kind: 'household', ...household })
}

/** Creates an organisation with its first member, the owner. Answers its id. */
export async function insertOrganisation(
  db: Writer,
  { kind, name, timeZone, ownerId, now }: NewOrganisation,
): Promise<number> {
  const createdAt = now.toISOString()
  const { insertId } = await db
    .insertInto('organisations')
    .values({ kind, name, time_zone: timeZone, created_at: createdAt })
    .executeTakeFirstOrThrow()
  const organisationId = Number(insertId)
  await insertMember(db, { organisationId, accountId: ownerId, role: 'owner', now })
  return organisationId
}

export async function insertMember(
  db: Writer,
  member: { organisationId: number; accountId: number; role: Role; now: Date },
): Promise<void> {
  const { organisationId, accountId, role, now } = member
  await db
    .insertInto('organisation_members')
    .values({
      organisation_id: organisationId,
      account_id: accountId,
      role,
      joined_at: now.toISOString(),
    })
    .execute()
}

/** Whether somebody is a member, who stays one until the transaction ends. */
export async function holdMember(
  db: Writer,
  organisationId: number,
  accountId: number,
): Promise<boolean> {
  const member = db
    .selectFrom('organisation_members')
    .select('role')
    .where('organisation_id', '=', organisationId)
    .where('account_id', '=', accountId)
  return (await locked(db, member).executeTakeFirst()) !== undefined
}

/** The organisations that somebody is in, the longest first: the order of `Actor.memberships`. */
export async function organisationsOf(db: Reader, accountId: number): Promise<Organisation[]> {
  const rows = await db
    .selectFrom('organisation_members as own')
    .innerJoin('organisations as organisation', 'organisation.id', 'own.organisation_id')
    .select(['organisation.id', 'organisation.kind', 'organisation.name'])
    .select(['organisation.time_zone as timeZone', 'organisation.created_at as createdAt'])
    .select(['own.role', 'own.joined_at as joinedAt'])
    .select((eb) =>
      eb
        .selectFrom('organisation_members as member')
        .select(sql<number>`count(*)`.as('count'))
        .whereRef('member.organisation_id', '=', 'organisation.id')
        .$asScalar()
        .$notNull()
        .as('members'),
    )
    .where('own.account_id', '=', accountId)
    .orderBy('own.joined_at')
    .orderBy('own.organisation_id')
    .execute()
  const first = rows.find(({ kind }) => kind === 'household')
  const ids = rows.map(({ id }) => id)
  const pictures = await picturesOf(db, 'picture_of_organisation_id', ids)
  return rows.map((row) => ({
    ...row,
    picture: pictures.get(row.id) ?? null,
    isDefault: row === first,
  }))
}

/** An organisation as the actor, who is a member, sees it. */
export async function shownOrganisation(
  { db, actor }: { db: Reader; actor: Actor },
  id: number,
): Promise<Organisation> {
  const all = await organisationsOf(db, actor.accountId)
  const organisation = all.find((each) => each.id === id)
  if (!organisation) throw new DomainError('NOT_FOUND', { what: 'organisation', id })
  return organisation
}

/** Whether two accounts are in a household or company together. */
export async function areFellows(db: Reader, one: number, other: number): Promise<boolean> {
  return (await findShared(db, { one, other })).length > 0
}

const findShared = prepared<{ one: number; other: number }, { organisation_id: number }>(
  (db, param) =>
    db
      .selectFrom('organisation_members as own')
      .innerJoin('organisation_members as fellow', 'fellow.organisation_id', 'own.organisation_id')
      .select('own.organisation_id')
      .where('own.account_id', '=', param('one'))
      .where('fellow.account_id', '=', param('other'))
      .limit(sql.lit(1)),
)

/** How many organisations an account is in. Hold the account, so that it stays so. */
export async function countOrganisations(db: Writer, accountId: number): Promise<number> {
  const { count } = await db
    .selectFrom('organisation_members')
    .select(sql<number>`count(*)`.as('count'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return count
}

/**
 * The actor with the roles in these organisations that they have now, and keep until the transaction
 * ends: somebody who had to wait may have been removed since the request began.
 */
export async function holdRoles(
  db: Writer,
  actor: Actor,
  organisationIds: number[],
): Promise<Actor> {
  const rows = await locked(
    db,
    db
      .selectFrom('organisation_members')
      .select(['organisation_id', 'role'])
      .where('account_id', '=', actor.accountId)
      .where('organisation_id', 'in', organisationIds),
  ).execute()
  const roles = new Map(rows.map((row) => [row.organisation_id, row.role]))
  const memberships = actor.memberships.flatMap((membership) => {
    const role = roles.get(membership.organisationId)
    return role ? [{ ...membership, role }] : []
  })
  return { ...actor, memberships }
}
