import type { z } from 'zod'
import type { Services } from '../context.ts'
import { readPlanned } from '../event-log/tasks/define-task.ts'
import type { Language } from '../text/language.ts'
import type { Letter } from './letter.ts'

/** A kind of mail. */
export interface Mail<Values extends object = object> {
  readonly name: string
  /** Checks what is planned; what it answers is stored until the mail is sent. */
  keep(values: Values): Record<string, unknown>
  /** Writes it from what was stored; null when it is not needed any more. Throws GiveUp. */
  compose(services: Services, stored: object, language: Language): Promise<Letter | null>
}

interface Definition<Stored extends z.ZodObject, Complete> {
  /** Names it in the stored tasks: never renamed. */
  name: string
  /** What is stored until it is sent. Never a secret: `complete` derives those. */
  values: Stored
  /**
   * Adds at the time of sending what must not be stored, such as the token of a link, or answers null
   * to drop the mail. Without it, the mail is written from what was stored.
   */
  complete?: (services: Services, values: z.output<Stored>) => Promise<Complete | null>
  write: Record<Language, (values: NoInfer<Complete>) => Letter>
}

/** Defines a kind of mail; list it in `mails.ts`. */
export function defineMail<Stored extends z.ZodObject, Complete = z.output<Stored>>({
  name,
  values: schema,
  complete,
  write,
}: Definition<Stored, Complete>): Mail<z.input<Stored>> {
  return {
    name,
    keep: (values) => schema.parse(values),
    async compose(services, stored, language) {
      const values = readPlanned(schema, stored)
      const completed = complete ? await complete(services, values) : (values as Complete)
      return completed && write[language](completed)
    },
  }
}
