import { DomainError } from '@larder/api'
import { TRPCError } from '@trpc/server'
import type { Carried } from './carried.ts'

/** What the protocol refused, in the words of the published map. */
export function explainRefusal(
  { failure, offset }: Carried,
  status: number,
  text: string,
): unknown {
  if (failure instanceof TRPCError) return failure
  // What the protocol refuses itself has no stack: it is a status and a sentence.
  if (failure instanceof Error && !('status_code' in failure)) return failure
  if (status === 409 && offset !== undefined) {
    return new DomainError('UPLOAD_OFFSET_WRONG', { offset })
  }
  if (status >= 500 && status !== 501) return failure
  return new DomainError('INVALID_INPUT', { issues: [{ path: '', message: text.trim() }] })
}
