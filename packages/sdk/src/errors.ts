import type { RouterOutputs, ErrorDetails as ServerErrorDetails } from '@larder/api/public'
import type { LarderError as ErrorOf } from './larder-error.ts'

type VideoFailure = NonNullable<RouterOutputs['videos']['get']['failure']>

/** What each reason tells a program: those that servers answer, and four of the SDK's own. */
export interface ErrorDetails extends ServerErrorDetails {
  /** No answer came back: the address is wrong, the server is down, or the connection broke. */
  UNREACHABLE: { url: string }
  /** Something answered, but not a Larder server: a proxy's page, another program, a redirect. */
  NOT_LARDER: { url: string; contentType: string | null; location: string | null }
  /** What is being uploaded is no longer what it was when the upload began, or has no more bytes. */
  SOURCE_CHANGED: { name: string | null }
  /** What was uploaded for a video is here, and cannot be watched. */
  VIDEO_FAILED: {
    videoId: string
    failure: VideoFailure | null
    /** It was ready before, and goes on being watched as it was. */
    keepsFile: boolean
  }
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
