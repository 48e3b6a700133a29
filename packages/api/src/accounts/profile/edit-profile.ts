import type { Writer } from '@larder/db'
import { isDuplicate } from '@larder/db'
import { dayIn } from '../../calendar/time-zone.ts'
import { DomainError } from '../../errors/map.ts'
import { followTimeZone } from '../../organisations/follow-time-zone.ts'
import { command } from '../../procedures/trpc.ts'
import { isReserved } from '../../text/reserved-names.ts'
import { accountStream } from '../events.ts'
import { getAccount, holdAccount } from '../queries.ts'
import { ProfileEdited } from './events.ts'
import { columnsOf, pictureAudience, profileOf } from './queries.ts'
import type { Profile as OwnProfile } from './schema.ts'
import { Profile, ProfileChanges, profileFields } from './schema.ts'

export const editProfile = command({
  summary: 'Changes your profile: only what is given. Answers all of it.',
  scope: 'account:write',
  reasons: ['USERNAME_TAKEN', 'USERNAME_RESERVED', 'BIRTH_DATE_IN_FUTURE'],
  input: ProfileChanges,
  output: Profile,
}).mutation(async ({ ctx, input }) => {
  const { accountId } = ctx.actor
  await holdAccount(ctx.db, accountId)
  const before = await profileOf(ctx.db, await getAccount(ctx.db, accountId))
  const given = Object.entries(input).filter(([, value]) => value !== undefined)
  const after: OwnProfile = { ...before, ...Object.fromEntries(given) }
  const changed = profileFields.filter(
    (field) => JSON.stringify(after[field]) !== JSON.stringify(before[field]),
  )
  if (changed.length === 0) return after
  refuseWrong(after, changed, ctx.clock.now())
  await write(ctx.db, accountId, after)
  const householdId = changed.includes('timeZone')
    ? await followTimeZone(ctx.db, accountId, { from: before.timeZone, to: after.timeZone })
    : null
  await ctx.record(accountStream(accountId), ProfileEdited({ changed, householdId }))
  return after
})

function refuseWrong(profile: OwnProfile, changed: readonly string[], now: Date): void {
  const { username, birthDate, timeZone } = profile
  if (changed.includes('username') && username !== null && isReserved(username)) {
    throw new DomainError('USERNAME_RESERVED', { username })
  }
  const today = dayIn(timeZone, now)
  if (changed.includes('birthDate') && birthDate !== null && birthDate > today) {
    throw new DomainError('BIRTH_DATE_IN_FUTURE', { birthDate, today })
  }
}

async function write(db: Writer, accountId: number, profile: OwnProfile): Promise<void> {
  try {
    await db.updateTable('accounts').set(columnsOf(profile)).where('id', '=', accountId).execute()
    await db
      .updateTable('files')
      .set({ audience: pictureAudience(await getAccount(db, accountId)) })
      .where('picture_of_account_id', '=', accountId)
      .execute()
  } catch (error) {
    if (!isDuplicate(error) || profile.username === null) throw error
    throw new DomainError('USERNAME_TAKEN', { username: profile.username })
  }
}
