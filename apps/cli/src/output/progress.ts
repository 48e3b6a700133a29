const WIDTH = 24
const BLOCK = 6
const FRAME_MS = 80

/**
 * Shows a moving bar and the seconds on standard error while something runs that cannot say how far
 * it is: an import is one transaction. `said` is what it can say beside that. Without a terminal it
 * shows nothing.
 */
export async function whileBusy<Result>(
  label: string,
  work: () => Promise<Result>,
  said: () => string = () => '',
): Promise<Result> {
  const { stderr } = process
  if (!stderr.isTTY) return work()
  const started = Date.now()
  const draw = (): void => {
    const elapsed = Date.now() - started
    const frame = Math.floor(elapsed / FRAME_MS) % (2 * (WIDTH - BLOCK))
    const left = Math.min(frame, 2 * (WIDTH - BLOCK) - frame)
    const bar = '·'.repeat(left) + '█'.repeat(BLOCK) + '·'.repeat(WIDTH - BLOCK - left)
    stderr.write(`\r${label} ${bar} ${Math.floor(elapsed / 1000)} s ${said()}`)
  }
  draw()
  const timer = setInterval(draw, FRAME_MS)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    stderr.write('\r\u001b[K')
  }
}
