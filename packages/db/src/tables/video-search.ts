/** The words by which videos are found: derived, see `searchProjection`. */
export interface VideoWordsTable {
  generation: number
  /** Folded; `#` and a tag, `@` and a channel's id, for what a search is narrowed by. */
  word: string
  /** Where it stands: the higher, the more it counts. */
  weight: number
  video_id: number
}

/** The words of channels' names and handles: derived as well. */
export interface ChannelWordsTable {
  generation: number
  word: string
  weight: number
  channel_id: number
}
