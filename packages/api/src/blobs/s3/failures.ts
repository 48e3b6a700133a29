import { DomainError } from '../../errors/map.ts'

/** What several stores say when there is no room left. */
const FULL = ['QuotaExceeded', 'XMinioStorageFull', 'XMinioAdminBucketQuotaExceeded']

/** What keeps a store from doing what it was asked, for callers. What is no failure of it stays as it is. */
export function explainFailure(cause: unknown): unknown {
  if (!(cause instanceof Error) || cause instanceof DomainError) return cause
  const status = statusOf(cause)
  if (status === 507 || FULL.includes(cause.name)) return new DomainError('STORAGE_FULL', {}, cause)
  if (status === undefined && !isBrokenConnection(cause)) return cause
  return new DomainError('STORAGE_UNAVAILABLE', { retryAfterSeconds: 5 }, cause)
}

/** The status that a store answered with; undefined when it did not answer. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined
  const { httpStatusCode } = error.$metadata as { httpStatusCode?: number }
  return httpStatusCode
}

/** Whether a store did not answer, or not to the end. */
export function isBrokenConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ['TimeoutError', 'AbortError'].includes(error.name) || 'code' in error
}
