import { z } from 'zod'

/**
 * One line of text. Control and direction-override characters are refused: they hide what a
 * terminal or a page really shows, and engines pad and compare them differently.
 */
export const NoControlCharacters = z
  .string()
  .refine(
    (text) => !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text) && text.isWellFormed(),
    'must not contain control characters',
  )

/** Text of several lines: tabs and line breaks are welcome. */
export const PlainText = z
  .string()
  .refine(
    (text) => !/[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u.test(text) && text.isWellFormed(),
    'must not contain control characters other than tabs and line breaks',
  )
