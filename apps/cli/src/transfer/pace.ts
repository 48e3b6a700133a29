/** What came in so many milliseconds counts; before that, a line was perhaps a quicker one. */
const WINDOW_MS = 8_000

/** How fast bytes pass, of late. */
export class Pace {
  readonly #seen: { at: number; bytes: number }[] = []

  /** So many bytes have passed by now, in all. */
  note(bytes: number, at: number): void {
    this.#seen.push({ at, bytes })
    // One before the window stays, to measure from.
    while ((this.#seen[1]?.at ?? at) < at - WINDOW_MS) this.#seen.shift()
  }

  /** Bytes a second; undefined while that cannot be told. It falls while nothing comes. */
  at(now: number): number | undefined {
    const [first] = this.#seen
    const last = this.#seen.at(-1)
    if (!first || !last || last.bytes === first.bytes) return undefined
    return ((last.bytes - first.bytes) * 1_000) / Math.max(now - first.at, 1)
  }
}

/** So many seconds, as one waits for them: "8 s", "2:05 min", "1:12 h". */
export function waitInWords(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 60) return `${whole} s`
  const [large, small, unit] =
    whole < 3_600
      ? [Math.floor(whole / 60), whole % 60, 'min']
      : [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60), 'h']
  return `${large}:${String(small).padStart(2, '0')} ${unit}`
}
