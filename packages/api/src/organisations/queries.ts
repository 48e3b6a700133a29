import type { Writer } from '@larder/db'

/** Creates a household with its first member, the owner. Answers its id. */
export async function createHousehold(
  db: Writer,
  household: { name: string; timeZone: string; ownerId: number; now: Date },
): Promise<number> {
  const createdAt = household.now.toISOString()
  const { insertId } = await db
    .insertInto('organisations')
    .values({
      kind: 'household',
      name: household.name,
      time_zone: household.timeZone,
      created_at: createdAt,
    })
    .executeTakeFirstOrThrow()
  const organisationId = Number(insertId)
  await db
    .insertInto('organisation_members')
    .values({
      organisation_id: organisationId,
      account_id: household.ownerId,
      role: 'owner',
      joined_at: createdAt,
    })
    .execute()
  return organisationId
}
