import type { TRPC_ERROR_CODE_KEY } from '@trpc/server'

/** One entry of the error map: what it means over HTTP, and the sentence for people. */
export interface ReasonDefinition<Details extends object> {
  readonly code: TRPC_ERROR_CODE_KEY
  /** Where HTTP has a status of its own for it, which tRPC's codes do not know. */
  readonly httpStatus?: number | undefined
  /** Says what was wrong, with the value, and what to do. */
  readonly message: (details: Details) => string
}

/** Defines a reason. `Details` is what a program gets beside the sentence. */
export function reason<Details extends object>(
  code: TRPC_ERROR_CODE_KEY,
  message: (details: Details) => string,
  httpStatus?: number,
): ReasonDefinition<Details> {
  return { code, message, httpStatus }
}
