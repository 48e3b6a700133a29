import type { Reader } from '@larder/db'
import type { Actor, Membership } from '../access/credential.ts'
import { DomainError } from '../errors/map.ts'
import { householdOf } from '../organisations/membership.ts'
import { shownFreezer } from './freezer-list.ts'
import { authorizeFreezer } from './policy.ts'

interface Asked {
  householdId?: number | undefined
  freezerId?: number | undefined
}

/**
 * The household that a question is about: that of the freezer, where one is named, and else as
 * `householdOf`. Throws NOT_FOUND and NO_HOUSEHOLD.
 */
export async function householdAsked(
  { db, actor }: { db: Reader; actor: Actor },
  { householdId, freezerId: id }: Asked,
): Promise<Membership> {
  if (id === undefined) return householdOf(actor, householdId)
  const { householdId: its } = await shownFreezer(db, id)
  const household = authorizeFreezer(actor, 'see a freezer', { id, householdId: its })
  if (householdId !== undefined && householdId !== its) {
    throw new DomainError('NOT_FOUND', { what: 'freezer', id })
  }
  return household
}

/**
 * The same without looking the freezer up, where there is but one household that it could be in:
 * whoever finds nothing there looks whether there is such a freezer.
 */
export function householdSupposed(
  ctx: { db: Reader; actor: Actor },
  asked: Asked,
): Membership | Promise<Membership> {
  const households = ctx.actor.memberships.filter(({ kind }) => kind === 'household')
  return asked.freezerId === undefined || households.length < 2
    ? householdOf(ctx.actor, asked.householdId)
    : householdAsked(ctx, asked)
}
