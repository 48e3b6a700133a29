import { z } from 'zod'

/**
 * The key by which usernames and handles of channels are told apart. Case makes no difference, nor do letters and digits that
 * are mistaken for each other: capital i, small L and 1, or O and 0. Who is `paul` is not taken for
 * `pauI`.
 */
export function handleKey(username: string): string {
  return username.toLowerCase().replaceAll(/[i1]/g, 'l').replaceAll('0', 'o')
}

/** Plain letters, so that none of another script can pass for one of them. */
export const Handle = z
  .string()
  .trim()
  .min(3, 'must have at least 3 characters')
  .max(30, 'must have at most 30 characters')
  .regex(
    /^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$/i,
    'must be letters a to z and digits, with single dots, hyphens or underscores between them, and begin with a letter',
  )
  .describe('3 to 30 of a-z, 0-9 and ._- between them; unique, whatever its case')
