import { z } from 'zod'

/** Longer than any video that is taken. */
const LONGEST_MS = 1_000_000_000

export const PositionMs = z.int().min(0).max(LONGEST_MS).describe('Milliseconds from its beginning')

export const ResumeAtMs = z
  .int()
  .nullable()
  .describe(
    'Where you go on, in milliseconds; null: you did not begin, or you saw nearly all of it',
  )
