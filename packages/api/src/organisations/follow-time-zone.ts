import type { Writer } from '@larder/db'

/**
 * Gives the household of somebody who moved to another time zone the new one, if they live in it alone
 * and it was in the old one: then nobody ever set the two apart. Answers the household that followed,
 * or null. A household that others share keeps its day; its owner changes it on purpose.
 */
export async function followTimeZone(
  db: Writer,
  accountId: number,
  { from, to }: { from: string; to: string },
): Promise<number | null> {
  const household = await db
    .selectFrom('organisation_members as member')
    .innerJoin('organisations as organisation', 'organisation.id', 'member.organisation_id')
    .select('organisation.id')
    .where('member.account_id', '=', accountId)
    .where('member.role', '=', 'owner')
    .where('organisation.kind', '=', 'household')
    .where('organisation.time_zone', '=', from)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('organisation_members as other')
            .select('other.account_id')
            .whereRef('other.organisation_id', '=', 'organisation.id')
            .where('other.account_id', '<>', accountId),
        ),
      ),
    )
    .orderBy('member.joined_at')
    .orderBy('organisation.id')
    .limit(1)
    .executeTakeFirst()
  if (!household) return null
  await db
    .updateTable('organisations')
    .set({ time_zone: to })
    .where('id', '=', household.id)
    .execute()
  return household.id
}
