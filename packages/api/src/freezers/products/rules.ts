import type { Membership } from '../../access/credential.ts'
import type { Day } from '../../calendar/day.ts'
import { dayIn } from '../../calendar/time-zone.ts'
import type { Clock } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'

/** What day it is for the household. */
export function todayOf(household: Pick<Membership, 'timeZone'>, clock: Clock): Day {
  return dayIn(household.timeZone, clock.now())
}

/** Throws DAY_IN_FUTURE: nothing is put in or taken out tomorrow. */
export function requireNotFuture(field: 'dateIn' | 'dateOut', day: Day, today: Day): void {
  if (day > today) throw new DomainError('DAY_IN_FUTURE', { field, day, today })
}

/** Throws DATE_OUT_BEFORE_DATE_IN: nothing leaves before it came. */
export function requireOrder(dateIn: Day, dateOut: Day): void {
  if (dateOut < dateIn) throw new DomainError('DATE_OUT_BEFORE_DATE_IN', { dateIn, dateOut })
}

/** Throws BOX_MISSING: boxes are numbered from 1 to the freezer's number of boxes. */
export function requireBox(freezer: { boxes: number }, box: number): void {
  if (box > freezer.boxes) throw new DomainError('BOX_MISSING', { box, boxes: freezer.boxes })
}

/** Throws FREEZER_ARCHIVED: what is archived takes nothing in. */
export function requireInUse(freezer: {
  id: number
  name: string
  archivedAt: string | null
}): void {
  if (freezer.archivedAt !== null) {
    throw new DomainError('FREEZER_ARCHIVED', { freezerId: freezer.id, name: freezer.name })
  }
}
