import { DomainError } from '../errors/map.ts'

/** What keeps the disk from doing what it was asked, for callers. What is no failure of it stays as it is. */
export function explainDiskFailure(cause: unknown): unknown {
  const code = diskCodeOf(cause)
  if (code === undefined) return cause
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new DomainError('STORAGE_FULL', {}, cause)
    : new DomainError('STORAGE_UNAVAILABLE', { retryAfterSeconds: 5 }, cause)
}

/** What the system says that went wrong, such as ENOENT; undefined for errors that are not the system's. */
export function diskCodeOf(error: unknown): string | undefined {
  const isOfSystem = error instanceof Error && 'syscall' in error && 'code' in error
  return isOfSystem ? String(error.code) : undefined
}
