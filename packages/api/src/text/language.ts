import { z } from 'zod'

/** The languages that Larder itself speaks. Product types may be named in more. */
export const languages = ['en', 'fr'] as const

export const Language = z.enum(languages)
export type Language = z.infer<typeof Language>

/** A stored language, or another one where this version does not speak it. */
export function languageOr(fallback: Language, stored: string): Language {
  return languages.find((language) => language === stored) ?? fallback
}
