import { drawBar } from './bar.ts'
import { Pace } from './pace.ts'

const FRAME_MS = 100

/** Told how far a transfer has come. */
export interface Shown {
  moved(bytes: number, total: number | undefined): void
}

/**
 * Shows a bar on standard error while bytes pass, and takes it away afterwards. Without a terminal it
 * shows nothing.
 */
export async function showTransfer<Result>(
  label: string,
  work: (shown: Shown) => Promise<Result>,
): Promise<Result> {
  const { stderr } = process
  if (!stderr.isTTY) return work({ moved: () => {} })
  const pace = new Pace()
  let state: { bytes: number; total: number | undefined } | undefined
  const draw = (): void => {
    if (!state) return
    // A terminal that is written to its last column may break the line.
    const columns = Math.max((stderr.columns || 80) - 1, 10)
    const line = drawBar({ label, ...state, rate: pace.at(performance.now()) }, columns)
    stderr.write(`\r${line}\u001b[K`)
  }
  const timer = setInterval(draw, FRAME_MS)
  try {
    return await work({
      moved(bytes, total) {
        pace.note(bytes, performance.now())
        const isFirst = state === undefined
        state = { bytes, total }
        if (isFirst || bytes === total) draw()
      },
    })
  } finally {
    clearInterval(timer)
    stderr.write('\r\u001b[K')
  }
}
