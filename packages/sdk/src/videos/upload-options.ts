import type { RouterInputs, RouterOutputs } from '@larder/api/public'
import type { UploadOptions } from '../files/upload.ts'

/** A video as its owner sees it. */
export type ShownVideo = RouterOutputs['videos']['get']

export interface VideoProgress {
  /**
   * `hashing`: it is found out whether the server has these bytes already; left out where that is not
   * cheap. `processing`: the bytes are there and are looked at; nobody can say for how long.
   */
  phase: 'hashing' | 'uploading' | 'processing'
  /** Bytes that were read, or that the server has. In a phase it never goes back. */
  sentBytes: number
  /** Null for a stream, until its end. */
  totalBytes: number | null
}

/** What uploading takes beside the bytes and what is said of the video. */
export interface VideoUploadOptions extends Omit<UploadOptions, 'as' | 'video' | 'onProgress'> {
  /** Told at the beginning of each phase, and whenever it has come further. */
  onProgress?: ((progress: VideoProgress) => void) | undefined
  /** Told the entry once there is one. Another program goes on by its `id`, and `resume`. */
  onCreated?: ((video: ShownVideo) => void) | undefined
  /** Told the video that has these bytes already. Then nothing is created or sent, and it is answered. */
  onKnown?: ((video: ShownVideo) => void) | undefined
  /** Uploads also what the server has already as another video. */
  again?: boolean | undefined
}

/** What is said of a new video; with the privacy `password` also that password. */
export interface NewVideo extends Omit<RouterInputs['videos']['create'], 'privacy'> {
  privacy?: ShownVideo['privacy'] | undefined
  password?: RouterInputs['videos']['setPrivacy']['password']
}

/** Either a new video, or the id of one of yours that gets these bytes, in place of others if it has any. */
export type VideoToUpload = VideoUploadOptions & ((NewVideo & { id?: undefined }) | { id: string })
