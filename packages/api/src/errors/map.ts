import { TRPCError } from '@trpc/server'
import { accountErrors } from '../accounts/errors.ts'
import { identityErrors } from '../accounts/identities/errors.ts'
import { profileErrors } from '../accounts/profile/errors.ts'
import { adminErrors } from '../admin/errors.ts'
import { channelErrors } from '../channels/errors.ts'
import { eventLogErrors } from '../event-log/errors.ts'
import { fileErrors } from '../files/errors.ts'
import { freezerErrors } from '../freezers/errors.ts'
import { notificationErrors } from '../notifications/errors.ts'
import { organisationErrors } from '../organisations/errors.ts'
import { playlistErrors } from '../playlists/errors.ts'
import { videoErrors } from '../videos/errors.ts'
import { webhookErrors } from '../webhooks/errors.ts'
import { generalErrors } from './general.ts'
import type { ReasonDefinition } from './reason.ts'

/** The one published map: every reason that Larder ever answers. */
export const errorMap = {
  ...generalErrors,
  ...accountErrors,
  ...profileErrors,
  ...adminErrors,
  ...identityErrors,
  ...eventLogErrors,
  ...fileErrors,
  ...freezerErrors,
  ...organisationErrors,
  ...channelErrors,
  ...videoErrors,
  ...notificationErrors,
  ...playlistErrors,
  ...webhookErrors,
}

export type Reason = keyof typeof errorMap

/** What each reason tells a program. */
export type ErrorDetails = {
  [R in Reason]: (typeof errorMap)[R] extends ReasonDefinition<infer Details> ? Details : never
}

/** What lies behind an answer that is meant to tell nothing of it. */
export interface Withheld {
  /** The account that somebody failed to sign in to. */
  accountId?: number | undefined
  /** The thing that is answered as missing is somebody else's. */
  isForeign?: boolean
}

/** A rule said no. Thrown anywhere, answered as its reason's HTTP status. */
export class DomainError<R extends Reason = Reason> extends TRPCError {
  override readonly name = 'DomainError'
  readonly reason: R
  readonly details: ErrorDetails[R]
  /** What the audit may know of it and the caller must not; it never leaves the server. */
  readonly withheld: Withheld = {}

  constructor(reason: R, details: ErrorDetails[R], cause?: unknown) {
    const definition = errorMap[reason] as unknown as ReasonDefinition<ErrorDetails[R]>
    super({ code: definition.code, message: definition.message(details), cause })
    this.reason = reason
    this.details = details
  }

  /** The same error, with what its caller must not learn. */
  withholding(withheld: Withheld): this {
    return Object.assign(this, { withheld })
  }
}
