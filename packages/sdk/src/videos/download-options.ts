import type { Download, RangeOptions } from '../files/download.ts'

export interface VideoDownloadOptions extends RangeOptions {
  /** What opens a video that is not for everyone: from `unlock` or `link`. */
  grant?: string | undefined
}

/** Whatever hands out the bytes of videos, such as what `createLarder` makes. */
export interface VideoDownloads {
  videos: { download(id: string, options?: VideoDownloadOptions): Promise<Download> }
}
