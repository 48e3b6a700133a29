const SMALLEST = 64 * 1_024
const FIRST = 256 * 1_024

/** So that progress is seen, and servers that count calls are not asked too often. */
const AIM_MS = 1_500

/** For uploads that take hours: a day of them is no more calls than a server allows. */
const LONGEST_AIM_MS = 10_000

/** The share of the time so far that one piece may take. */
const AIM_SHARE = 0.05

/** How many bytes to send at once: more on fast lines, fewer on slow ones. */
export interface PieceSize {
  readonly bytes: number
  /** So many bytes took so long. */
  took(bytes: number, milliseconds: number): void
  /** The line broke: on one that does so often, smaller pieces get through. */
  broke(): void
  /** Something in between takes no such large requests. Answers whether there are smaller ones. */
  refused(bytes: number): boolean
}

/** Begins small, because nothing is known of the line. */
export function pieceSize(largest: number): PieceSize {
  let bytes = FIRST
  let limit = largest
  let spent = 0
  const within = (wanted: number) => Math.max(SMALLEST, Math.min(Math.round(wanted), limit))
  return {
    get bytes() {
      return bytes
    },
    took(sent, milliseconds) {
      spent += milliseconds
      const aim = Math.min(Math.max(AIM_MS, spent * AIM_SHARE), LONGEST_AIM_MS)
      const wanted = (sent * aim) / Math.max(milliseconds, 1)
      bytes = within(Math.min(wanted, bytes * 4))
    },
    broke() {
      bytes = within(bytes / 4)
    },
    refused(sent) {
      limit = Math.floor(sent / 2)
      bytes = within(limit)
      return limit >= SMALLEST
    },
  }
}
