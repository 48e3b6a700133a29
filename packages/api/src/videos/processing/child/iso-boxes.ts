import type { LocalFile } from './local-file.ts'
import { Refused } from './refused.ts'

/** A box of an ISO base media file (ISO/IEC 14496-12), such as MP4 and QuickTime. */
export interface Box {
  type: string
  start: number
  /** Where its content begins. */
  content: number
  end: number
}

/** More of them than any camera writes; a file is not to keep the walk going for ever. */
const MOST_BOXES = 200_000

/** The boxes between two places of a file, one after the other. Throws Refused where they do not fit. */
export async function* boxesIn(file: LocalFile, from: number, to: number): AsyncGenerator<Box> {
  let start = from
  for (let count = 0; start + 8 <= to; count++) {
    if (count > MOST_BOXES) throw new Refused('damaged')
    const head = await file.peek(start, 16)
    if (head.length < 8) throw new Refused('damaged')
    const size = head.readUInt32BE(0)
    // Four zeros end the lists of QuickTime.
    if (size === 0 && head.readUInt32BE(4) === 0) return
    const isLong = size === 1
    if (isLong && head.length < 16) throw new Refused('damaged')
    const length = isLong ? Number(head.readBigUInt64BE(8)) : size === 0 ? to - start : size
    const headLength = isLong ? 16 : 8
    const end = start + length
    if (length < headLength || end > to) throw new Refused('damaged')
    yield { type: head.toString('latin1', 4, 8), start, content: start + headLength, end }
    start = end
  }
}
