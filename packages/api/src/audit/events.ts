import { z } from 'zod'
import { credentialProblems } from '../access/credential.ts'
import { Instant } from '../calendar/instant.ts'
import { defineEvent } from '../event-log/define.ts'

/** The reasons that refuse a permission, and not just a value. */
export const refusingReasons = [
  'NOT_FOUND',
  'NOT_ALLOWED',
  'ADMIN_REQUIRED',
  'STAFF_REQUIRED',
  'SCOPE_MISSING',
  'SESSION_REQUIRED',
  'CREDENTIAL_REFUSED',
  'PASSWORD_WRONG',
  'FIRST_ADMIN_CODE_WRONG',
] as const

/** Somebody asked for what they may not have. Nothing of what they asked with is kept. */
export const AccessRefused = defineEvent(
  'AccessRefused',
  2,
  z.object({
    procedure: z.string(),
    reason: z.enum(refusingReasons),
    /** What was wrong with a credential that was refused. */
    problem: z.enum(credentialProblems).nullable(),
    /** It was answered as missing, but is somebody else's. */
    isForeign: z.boolean(),
  }),
  // Until then there was no staff, and accounts were neither disabled nor about to leave.
  { upcasts: { 1: (payload) => payload } },
)

/** So many more were refused to an address than are recorded one by one. */
export const RefusalsOmitted = defineEvent(
  'RefusalsOmitted',
  1,
  z.object({ count: z.int(), since: Instant }),
)

export const auditEvents = [AccessRefused, RefusalsOmitted] as const
