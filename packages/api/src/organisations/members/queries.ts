import type { Reader, Writer } from '@larder/db'
import { picturesOf } from '../../files/pictures/queries.ts'
import type { Member, Role } from '../schema.ts'

/** Gives a member another role, in an organisation that is held. */
export async function writeRole(
  db: Writer,
  { organisationId, accountId, role }: { organisationId: number; accountId: number; role: Role },
): Promise<void> {
  await db
    .updateTable('organisation_members')
    .set({ role })
    .where('organisation_id', '=', organisationId)
    .where('account_id', '=', accountId)
    .execute()
}

/** The members of an organisation, the longest first. No addresses: those are everybody's own. */
export async function membersOf(db: Reader, organisationId: number): Promise<Member[]> {
  const members = await db
    .selectFrom('organisation_members as member')
    .innerJoin('accounts as account', 'account.id', 'member.account_id')
    .select(['account.id as accountId', 'account.display_name as displayName'])
    .select(['member.role', 'member.joined_at as joinedAt'])
    .where('member.organisation_id', '=', organisationId)
    .orderBy('member.joined_at')
    .orderBy('account.id')
    .execute()
  const ids = members.map(({ accountId }) => accountId)
  const pictures = await picturesOf(db, 'picture_of_account_id', ids)
  return members.map((each) => ({ ...each, picture: pictures.get(each.accountId) ?? null }))
}
