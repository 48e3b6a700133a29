import type { Download } from '../files/download.ts'
import type { LarderFiles } from '../files/larder-files.ts'
import type { Uploadable } from '../files/source.ts'
import type { Events } from '../generated/events.ts'
import type { Videos } from '../generated/videos.ts'
import { retrying } from '../transport/retry.ts'
import type { Line } from '../transport/send.ts'
import type { VideoDownloadOptions } from './download-options.ts'
import type { ShownVideo, VideoToUpload } from './upload-options.ts'

/** The procedures of `videos`, and the bytes themselves. */
export interface LarderVideos extends Videos {
  /**
   * Creates the entry of a video, uploads its bytes and waits until it is ready; with `id` it goes on
   * with an entry. It goes on by itself over broken connections and restarts of the server. Bytes that
   * the server has already from you are not sent: their video is answered, and `onKnown` told.
   *
   * Needs to be signed in; an access token needs the scopes `videos:write` and `videos:read`, and with
   * `events:read` the end is heard of at once.
   *
   * Refuses with `VIDEO_FAILED` (what came cannot be watched; the entry stays, for other bytes or
   * `retry`, and one that could be watched before still can), `NOT_FOUND`, `FILE_TOO_LARGE`, `FILE_EMPTY`,
   * `QUOTA_EXCEEDED`, `UPLOAD_LIMIT_REACHED`, `STORAGE_FULL`, `STORAGE_UNAVAILABLE`, `SOURCE_CHANGED`, those
   * of `create` and `setPrivacy`, and the general reasons.
   */
  upload(file: Uploadable, options: VideoToUpload): Promise<ShownVideo>

  /**
   * Asks for the bytes of a video that you may watch, or a part of them. Answers as soon as they begin
   * to come.
   *
   * Anybody may watch what is for everyone; for others an access token needs the scope `videos:read`.
   *
   * Refuses with `NOT_FOUND`, `VIDEO_PASSWORD_NEEDED`, `RANGE_NOT_SATISFIABLE`, `STORAGE_UNAVAILABLE`
   * and the general reasons.
   */
  download(id: string, options?: VideoDownloadOptions): Promise<Download>
}

/** What the bytes of videos need of the client that they belong to. */
export interface VideoTools {
  procedures: Videos
  events: Events
  files: LarderFiles
  line: Line
  retries: number
}

/** Adds the bytes to the procedures. */
export function videosWith(tools: VideoTools): LarderVideos {
  const { procedures, line, retries } = tools
  return {
    ...procedures,
    async upload(file, options) {
      const { uploadVideo } = await import('./upload-video.ts')
      return uploadVideo(tools, file, options)
    },
    async download(id, options) {
      const { grant, signal } = options ?? {}
      signal?.throwIfAborted()
      const { downloading } = await import('../files/download.ts')
      const query = grant === undefined ? '' : `?grant=${encodeURIComponent(grant)}`
      const path = `/videos/${encodeURIComponent(id)}/stream${query}`
      const place = { path, fileName: `video-${id}` }
      return retrying(() => downloading(line, place, options), retries, signal)
    },
  }
}
