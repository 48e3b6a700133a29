import type { StoredFile, UploadAnswer } from '../uploads/put-file.ts'

/** Bytes that mean no good, or are odd. */
export interface HostileFile {
  what: string
  bytes: Uint8Array
  /** What it is uploaded as; a picture by default. */
  as?: 'picture' | 'avatar' | 'file'
  name?: string
  headers?: Record<string, string>
  /** What it must come to: a reason, or a problem of PICTURE_REFUSED; by default either is fine. */
  comesTo?: 'ready' | (string & {})
  /** Nothing of this is left in a picture. */
  payload?: string
}

/** How an upload ended: ready, or the reason of the refusal, with the problem of a picture. */
export function outcomeOf(answer: UploadAnswer): { outcome: string; file?: StoredFile } {
  if (answer.status === 201) return { outcome: 'ready', file: answer.file() }
  const reason = answer.reason() ?? 'no reason'
  const problem = /\((.+?);/.exec(answer.message() ?? '')?.[1]
  return { outcome: reason === 'PICTURE_REFUSED' && problem ? problem : reason }
}

/** What is wrong with the end of an upload, in words. */
export function complaintAbout(
  { what, comesTo }: HostileFile,
  { status, outcome, ms }: { status: number; outcome: string; ms: number },
): string[] {
  const complaints = [
    status >= 500 ? `${what} was answered ${status} ${outcome}` : null,
    ms > 30_000 ? `${what} took ${ms} ms` : null,
    comesTo !== undefined && outcome !== comesTo ? `${what} was ${outcome}, not ${comesTo}` : null,
  ]
  return complaints.filter((complaint) => complaint !== null)
}
