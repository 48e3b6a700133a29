import { z } from 'zod'
import { defineEvent } from '../../event-log/define.ts'
import { profileFields } from './schema.ts'

/**
 * Which fields changed, and not into what: a name or a biography that its owner takes back is not to
 * be found in the log. `householdId` is the household whose time zone followed.
 */
export const ProfileEdited = defineEvent(
  'ProfileEdited',
  1,
  z.object({ changed: z.array(z.enum(profileFields)), householdId: z.int().nullable() }),
)

export const profileEvents = [ProfileEdited] as const
