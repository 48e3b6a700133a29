import { z } from 'zod'

/** For procedures that take nothing: an empty object or no input at all. */
export const NoInput = z.strictObject({}).optional()
