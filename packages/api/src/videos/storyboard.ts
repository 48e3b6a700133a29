/** Pixels; the height follows from the video. */
export const TILE_WIDTH = 160

const MOST_TILES = 25
const COLUMNS = 5
/** No more tiles than there are half seconds. */
const LEAST_MS = 500

/** How the pictures of a storyboard lie, and when in the video they were. */
export interface Storyboard {
  tiles: number
  columns: number
  /** The first is from the middle of the first of these spans, and so on. */
  everyMs: number
}

/** What the storyboard of a video of this length is like. */
export function storyboardOf(durationMs: number): Storyboard {
  const tiles = Math.min(MOST_TILES, Math.max(1, Math.floor(durationMs / LEAST_MS)))
  return { tiles, columns: Math.min(COLUMNS, tiles), everyMs: durationMs / tiles }
}
