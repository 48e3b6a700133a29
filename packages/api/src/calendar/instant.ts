import { z } from 'zod'

/** A UTC instant in ISO 8601 with milliseconds. */
export const Instant = z.string().describe('UTC instant, YYYY-MM-DDTHH:mm:ss.sssZ')
