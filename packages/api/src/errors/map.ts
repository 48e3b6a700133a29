import { TRPCError } from '@trpc/server'
import { accountErrors } from '../accounts/errors.ts'
import { freezerErrors } from '../freezers/errors.ts'
import { generalErrors } from './general.ts'
import type { ReasonDefinition } from './reason.ts'

/** The one published map: every reason that Larder ever answers. */
export const errorMap = { ...generalErrors, ...accountErrors, ...freezerErrors }

export type Reason = keyof typeof errorMap

/** What each reason tells a program. */
export type ErrorDetails = {
  [R in Reason]: (typeof errorMap)[R] extends ReasonDefinition<infer Details> ? Details : never
}

/** A rule said no. Thrown anywhere, answered as its reason's HTTP status. */
export class DomainError<R extends Reason = Reason> extends TRPCError {
  override readonly name = 'DomainError'
  readonly reason: R
  readonly details: ErrorDetails[R]

  constructor(reason: R, details: ErrorDetails[R], cause?: unknown) {
    const definition = errorMap[reason] as unknown as ReasonDefinition<ErrorDetails[R]>
    super({ code: definition.code, message: definition.message(details), cause })
    this.reason = reason
    this.details = details
  }
}
