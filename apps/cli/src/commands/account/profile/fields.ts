import { InvalidArgumentError } from 'commander'
import type { Parse } from '../../../command/parameter.ts'

/** What may be public, as it is written at a command line, and what the server calls it. */
export const publishable = {
  'first-name': 'firstName',
  'middle-name': 'middleName',
  'last-name': 'lastName',
  'birth-date': 'birthDate',
  biography: 'biography',
  language: 'language',
  'time-zone': 'timeZone',
  picture: 'picture',
} as const

export type PublishableField = (typeof publishable)[keyof typeof publishable]

/** A list such as `biography,time-zone`, or `none`. */
export const publicFields: Parse<PublishableField[]> = (text) => {
  if (text === 'none') return []
  return text.split(',').map((entry) => {
    const name = entry.trim()
    if (Object.hasOwn(publishable, name)) return publishable[name as keyof typeof publishable]
    throw new InvalidArgumentError(
      `Write "none", or some of ${Object.keys(publishable).join(',')}, separated by commas.`,
    )
  })
}

/** The same list, as it is written. */
export function publicFieldsInWords(fields: readonly string[]): string {
  const names = Object.entries(publishable).filter(([, field]) => fields.includes(field))
  return names.map(([name]) => name).join(', ')
}
