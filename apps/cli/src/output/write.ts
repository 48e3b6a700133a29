import { fstatSync, writeSync } from 'node:fs'
import { exitCodes } from '../exit-codes.ts'

export const STANDARD_OUTPUT = 1
export const STANDARD_ERROR = 2

/**
 * Writes text or bytes whole before it returns. Past `process.stdout`, which takes four milliseconds to make.
 * When the reader has gone, as in `larder products list | head`, the program ends: that is no error.
 */
export function write(stream: 1 | 2, content: string | Uint8Array): void {
  let rest: Uint8Array = typeof content === 'string' ? Buffer.from(content) : content
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(stream, rest))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EPIPE') process.exit(exitCodes.done)
      if (code !== 'EAGAIN') throw error
      pause()
    }
  }
}

/** The terminal that a stream is, if it is one. */
export function terminal(stream: 1 | 2): { columns: number } | undefined {
  if (!isDevice(stream)) return undefined
  const { isTTY, columns } = stream === STANDARD_OUTPUT ? process.stdout : process.stderr
  return isTTY ? { columns } : undefined
}

function isDevice(stream: number): boolean {
  try {
    return fstatSync(stream).isCharacterDevice()
  } catch {
    // A closed stream, as of `larder >&-`.
    return false
  }
}

/** A pipe that somebody made non-blocking is full: lets its reader catch up. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
}
