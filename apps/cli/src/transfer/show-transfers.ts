import { plain } from '../output/plain.ts'
import { cutTo } from '../output/width.ts'
import { drawBar } from './bar.ts'
import { Pace, waitInWords } from './pace.ts'

const FRAME_MS = 100

/** The line of one transfer among several. */
export interface TransferLine {
  /** So many bytes of what is done now; with another `label` the pace begins anew. */
  moved(label: string, bytes: number, total: number | undefined): void
  /** Nobody can say how far it is. */
  busy(label: string): void
}

/** Several bars, one below the other. */
export interface TransferLines {
  /** Adds a line while the work goes on. */
  line<Result>(work: (line: TransferLine) => Promise<Result>): Promise<Result>
  /** Writes something that stays, above the bars. */
  above(write: () => void): void
}

interface State {
  label: string
  bytes: number | undefined
  total: number | undefined
  pace: Pace
  since: number
}

/**
 * Shows a bar for each of several transfers on standard error, and takes them away afterwards. Without
 * a terminal it shows nothing.
 */
export async function showTransfers<Result>(
  work: (lines: TransferLines) => Promise<Result>,
): Promise<Result> {
  const { stderr } = process
  if (!stderr.isTTY) {
    return work({
      line: (one) => one({ moved: () => {}, busy: () => {} }),
      above: (write) => write(),
    })
  }
  const states = new Set<State>()
  let drawn = 0
  const timer = setInterval(draw, FRAME_MS)
  try {
    return await work({ line, above })
  } finally {
    clearInterval(timer)
    clear()
  }

  async function line<Answer>(one: (line: TransferLine) => Promise<Answer>): Promise<Answer> {
    const state: State = { ...begun(''), bytes: undefined }
    try {
      return await one({
        moved(label, bytes, total) {
          if (label !== state.label) Object.assign(state, begun(label))
          Object.assign(state, { bytes, total })
          state.pace.note(bytes, performance.now())
          states.add(state)
        },
        busy(label) {
          if (label !== state.label) Object.assign(state, begun(label))
          state.bytes = undefined
          states.add(state)
        },
      })
    } finally {
      states.delete(state)
    }
  }

  function above(write: () => void): void {
    clear()
    write()
    draw()
  }

  function draw(): void {
    // A terminal that is written to its last column may break the line.
    const columns = Math.max((stderr.columns || 80) - 1, 10)
    // More lines than there are cannot be taken away again.
    const shown = [...states].slice(0, Math.max((stderr.rows || 24) - 1, 1))
    const text = shown.map((state) => `${textOf(state, columns)}\n`).join('')
    stderr.write(`${goingUp()}${text}\u001b[J`)
    drawn = shown.length
  }

  function clear(): void {
    if (drawn > 0) stderr.write(`${goingUp()}\u001b[J`)
    drawn = 0
  }

  function goingUp(): string {
    return drawn > 0 ? `\r\u001b[${drawn}A` : '\r'
  }
}

function begun(label: string): State {
  return { label, bytes: 0, total: undefined, pace: new Pace(), since: performance.now() }
}

function textOf({ label, bytes, total, pace, since }: State, columns: number): string {
  const now = performance.now()
  if (bytes !== undefined) return drawBar({ label, bytes, total, rate: pace.at(now) }, columns)
  return cutTo(`${plain(label)}  ${waitInWords(Math.floor((now - since) / 1_000))}`, columns)
}
