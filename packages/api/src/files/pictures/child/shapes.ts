import type { PictureKind } from '../prepared-picture.ts'

/** Width and height in pixels. */
export interface Size {
  width: number
  height: number
}

/** What a picture becomes: the sizes that its pixels are written in. */
export interface Shape {
  /** The largest of them, of a picture of this size. */
  main(of: Size): Size
  /** The others, by label, of a main one of this size. */
  renditions(main: Size): Record<string, Size>
}

/** No longer than that, and no more than a picture of 4:3 then has: writing it takes 70 MB. */
const LONGEST_SIDE = 3_840
const MOST_PIXELS = 3_840 * 2_880

const LARGEST_AVATAR = 1_024

/** Nothing is ever enlarged. */
export const shapes: Record<PictureKind, Shape> = {
  picture: {
    main: (of) =>
      scaled(
        of,
        Math.min(LONGEST_SIDE / longer(of), Math.sqrt(MOST_PIXELS / (of.width * of.height))),
      ),
    renditions: (main) => ({
      thumbnail: scaled(main, 320 / longer(main)),
      large: scaled(main, 1_280 / longer(main)),
    }),
  },
  // The middle of it.
  avatar: {
    main: ({ width, height }) => square(Math.min(LARGEST_AVATAR, width, height)),
    renditions: ({ width }) => ({
      small: square(Math.min(64, width)),
      medium: square(Math.min(256, width)),
    }),
  },
}

function longer({ width, height }: Size): number {
  return Math.max(width, height)
}

function square(side: number): Size {
  return { width: side, height: side }
}

function scaled({ width, height }: Size, factor: number): Size {
  const side = (length: number) => Math.max(1, Math.round(length * Math.min(1, factor)))
  return { width: side(width), height: side(height) }
}
