/** How long an upload that nobody goes on with can still be resumed. */
const RESUMABLE_MS = 24 * 3_600_000

/** What cannot be resumed is over when its server is: its lease is not prolonged any more. */
const ONE_REQUEST_MS = 120_000

/** When an upload is over, unless it goes on. */
export function expiryOf({ resumable }: { resumable: boolean }, now: Date): string {
  const ms = resumable ? RESUMABLE_MS : ONE_REQUEST_MS
  return new Date(now.getTime() + ms).toISOString()
}
