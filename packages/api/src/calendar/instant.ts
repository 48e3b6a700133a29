import { z } from 'zod'

/** A UTC instant in ISO 8601 with milliseconds. */
export const Instant = z.string().describe('UTC instant, YYYY-MM-DDTHH:mm:ss.sssZ')

/** An instant as callers write it, with any offset; it is turned into the form in which it is kept. */
export const InstantInput = z.iso
  .datetime({ offset: true, error: 'must be an instant, YYYY-MM-DDTHH:mm:ssZ' })
  .transform((text) => new Date(text).toISOString())
  .refine((text) => /^\d{4}-/.test(text), 'must be within the years 0000 to 9999 in UTC')
  .describe('Instant, YYYY-MM-DDTHH:mm:ssZ or with an offset such as +02:00')
