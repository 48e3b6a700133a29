/** Bytes from `start` to `end`, both included. */
export interface Range {
  start: number
  end: number
}

/**
 * The bytes that a `Range` header asks for, of `size`: one range, `unsatisfiable`, or undefined for all of
 * them, which is also what a header means that makes no sense or counts in something else than bytes.
 *
 * Of several ranges it is the first that can be had. An answer may hold less than was asked for and says
 * what it holds; whoever wants the others asks again, and nobody gets gigabytes for a few bytes of them.
 */
export function rangeOf(
  header: string | undefined,
  size: number,
): Range | 'unsatisfiable' | undefined {
  const list = /^bytes=(.*)$/i.exec(header?.trim() ?? '')?.[1]
  if (list === undefined) return undefined
  const specs = list.split(',').map((spec) => spec.trim())
  const ranges = specs.filter((spec) => spec !== '').map((spec) => readSpec(spec, size))
  if (ranges.length === 0 || ranges.includes('malformed')) return undefined
  const first = ranges.find((range) => typeof range === 'object')
  return first ?? 'unsatisfiable'
}

function readSpec(spec: string, size: number): Range | 'unsatisfiable' | 'malformed' {
  const [, first, last] = /^(\d*)-(\d*)$/.exec(spec) ?? []
  if (first === undefined || last === undefined || spec === '-') return 'malformed'
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 }
  }
  const [start, end] = [Number(first), last === '' ? Number.POSITIVE_INFINITY : Number(last)]
  if (end < start) return 'malformed'
  return start >= size ? 'unsatisfiable' : { start, end: Math.min(end, size - 1) }
}
