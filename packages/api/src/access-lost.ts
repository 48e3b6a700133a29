import type { AccessLost } from './organisations/access-lost.ts'
import { makePrivate } from './videos/make-private.ts'

/** What every area does when somebody is in an organisation no more. */
export const everyAccessLost: readonly AccessLost[] = [makePrivate]
