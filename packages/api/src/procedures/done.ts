import { z } from 'zod'

/** The answer of a command that has nothing to show. */
export const Done = z.object({ done: z.literal(true) })
