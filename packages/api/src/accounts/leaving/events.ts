import { z } from 'zod'
import { Instant } from '../../calendar/instant.ts'
import { defineEvent } from '../../event-log/define.ts'
import type { Stream } from '../../event-log/stream.ts'

/** Its owner deleted the account. Until then they can still keep it. */
export const AccountLeaving = defineEvent('AccountLeaving', 1, z.object({ leavesAt: Instant }))
/** Its owner logged in again to keep it. */
export const AccountKept = defineEvent('AccountKept', 1, z.object({}))
/** Its owner took along everything that is theirs. */
export const AccountExported = defineEvent('AccountExported', 1, z.object({}))
/** The grace was over: the rows are gone, with those of organisations that nobody else was in. */
export const AccountDeleted = defineEvent(
  'AccountDeleted',
  1,
  z.object({ organisationIds: z.array(z.int()) }),
)

export const leavingEvents = [AccountLeaving, AccountKept, AccountExported, AccountDeleted] as const

/** Where the end of an account is recorded: nobody is left who sees its stream. */
export function endOf(accountId: number): Stream {
  return { name: `account-${accountId}`, audience: 'administrators' }
}
