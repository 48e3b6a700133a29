import type { ErrorDetails as ServerErrorDetails } from '@larder/api/public'
import type { LarderError as ErrorOf } from './larder-error.ts'

/** What each reason tells a program: those that servers answer, and two of the SDK's own. */
export interface ErrorDetails extends ServerErrorDetails {
  /** No answer came back: the address is wrong, the server is down, or the connection broke. */
  UNREACHABLE: { url: string }
  /** Something answered, but not a Larder server: a proxy's page, another program, a redirect. */
  NOT_LARDER: { url: string; contentType: string | null; location: string | null }
}

/** Why a call failed. A newer server may answer reasons that are not listed here. */
export type Reason = keyof ErrorDetails

/** What every call throws, apart from aborting. Comparing `reason` narrows `details`. */
export type LarderError<R extends Reason = Reason> = R extends Reason ? ErrorOf<R> : never

/**
 * Whether a call threw this. Afterwards `error.reason` can be compared, which narrows
 * `error.details`.
 */
export function isLarderError(error: unknown): error is LarderError {
  // By name, so that two copies of the SDK in one program recognise each other's errors.
  return error instanceof Error && error.name === 'LarderError' && 'reason' in error
}
