/** How the sweep works. */
export interface Sweeping {
  /** So long, in milliseconds, nothing is swept that may still be wanted: at least an hour. */
  graceMs: number
  /** Tells what would be swept, and leaves it. */
  dryRun: boolean
}

/** Something that was left over, and that the sweep took. */
export interface Leftover {
  /**
   * `unreferenced`: nothing refers to it any more; `unfinished`: nothing ever did; `condemned`: an
   * earlier sweep had begun with it; `parts`: of bytes that never came whole; `stray`: in the store, and
   * in no row; `upload`: expired; `incoming`: a local file of no upload.
   */
  kind: 'unreferenced' | 'unfinished' | 'condemned' | 'parts' | 'stray' | 'upload' | 'incoming'
  /** Its key in the store, the id of the upload, or the name of the local file. */
  name: string
  /** 0 for parts: what they take, no store tells. */
  bytes: number
}
