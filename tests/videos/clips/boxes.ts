/** A box of MP4 and QuickTime. */
export function box(type: string, ...contents: Buffer[]): Buffer {
  const head = Buffer.alloc(8)
  const content = Buffer.concat(contents)
  head.writeUInt32BE(content.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, content])
}

/** Appends boxes to the movie of a clip whose index comes last. */
export function withinMovie(clip: Buffer, ...boxes: Buffer[]): Buffer {
  const start = movieOf(clip)
  const more = Buffer.concat(boxes)
  const longer = Buffer.concat([clip, more])
  longer.writeUInt32BE(clip.length - start + more.length, start)
  return longer
}

/** Overwrites bytes wherever they stand in a clip, by as many others. */
export function replaced(clip: Buffer, from: string, to: (at: Buffer) => void): Buffer {
  const copy = Buffer.from(clip)
  for (let at = copy.indexOf(from, 0, 'latin1'); at >= 0; ) {
    to(copy.subarray(at))
    at = copy.indexOf(from, at + from.length, 'latin1')
  }
  return copy
}

function movieOf(clip: Buffer): number {
  for (let at = 0; at < clip.length; at += clip.readUInt32BE(at)) {
    if (clip.toString('latin1', at + 4, at + 8) === 'moov') return at
    if (clip.readUInt32BE(at) === 1) at += Number(clip.readBigUInt64BE(at + 8)) - 1
  }
  throw new Error('The clip has no index.')
}
