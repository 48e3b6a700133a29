import type { Reader } from '@larder/db'
import type { VideoRow } from './queries.ts'

/** What an upload says that is meant for a video. */
export function purposeFor({ id }: Pick<VideoRow, 'id'>): string {
  return `video-${id}`
}

/** The number of the video that an upload was meant for; undefined: it was for something else. */
export function videoMeantBy(purpose: string | null): number | undefined {
  const digits = /^video-([1-9]\d{0,14})$/.exec(purpose ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** The videos, among some, that bytes of their owner are on their way to. That state cannot get stuck. */
export async function uploadingAmong(
  db: Reader,
  videos: Pick<VideoRow, 'id' | 'owner_id'>[],
  now: Date,
): Promise<ReadonlySet<number>> {
  if (videos.length === 0) return new Set()
  const uploads = await db
    .selectFrom('uploads')
    .select(['purpose', 'account_id'])
    .where('purpose', 'in', videos.map(purposeFor))
    .where('expires_at', '>', now.toISOString())
    .execute()
  const begun = new Set(uploads.map(({ purpose, account_id }) => `${account_id} ${purpose}`))
  const hasBegun = (video: (typeof videos)[number]) =>
    begun.has(`${video.owner_id} ${purposeFor(video)}`)
  return new Set(videos.filter(hasBegun).map(({ id }) => id))
}
