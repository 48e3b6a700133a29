import { z } from 'zod'
import { Instant } from '../../calendar/instant.ts'

/** Enough of the stored hash to tell an account's sessions apart, and nothing to sign in with. */
export const SESSION_ID_LENGTH = 16

export const SessionId = z
  .string()
  .regex(/^[0-9a-f]{16}$/, 'must be the id of a session, as the list of sessions shows it')

export const DeviceSession = z.object({
  id: z.string(),
  device: z.string().describe('What the program that signed in called itself; may be empty'),
  address: z.string().describe('Where it was last used from'),
  createdAt: Instant,
  lastSeenAt: Instant.describe('Kept to within five minutes'),
  expiresAt: Instant.describe('Slides forward while the session is used'),
  isCurrent: z.boolean().describe('Whether this call is made with it'),
})
export type DeviceSession = z.infer<typeof DeviceSession>
