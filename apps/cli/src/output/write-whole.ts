import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { link, open, rename, rm } from 'node:fs/promises'
import { INTERRUPTED } from '../exit-codes.ts'
import { usageProblem } from '../problem.ts'

interface Options {
  /** Replaces a file of that name. */
  force: boolean
  onBytes: (count: number) => void
}

/**
 * Writes a file that only its owner can read, under another name until it is whole: whatever breaks it
 * off, there is nothing half written under its own. Nothing is read before it can be written.
 */
export async function writeWhole(
  file: string,
  read: () => Promise<AsyncIterable<Uint8Array>>,
  { force, onBytes }: Options,
): Promise<void> {
  const part = `${file}.${randomBytes(4).toString('hex')}.part`
  const giveUp = (): void => {
    rmSync(part, { force: true })
    process.exit(INTERRUPTED)
  }
  process.once('SIGINT', giveUp)
  try {
    const handle = await open(part, 'wx', 0o600)
    try {
      for await (const piece of await read()) {
        await handle.writeFile(piece)
        onBytes(piece.length)
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
    // A link, unlike renaming, never replaces what came there meanwhile.
    if (force) await rename(part, file)
    else await link(part, file)
  } catch (error) {
    throw explained(error, file)
  } finally {
    process.off('SIGINT', giveUp)
    await rm(part, { force: true })
  }
}

function explained(error: unknown, file: string): unknown {
  const { code, syscall, message } = error as NodeJS.ErrnoException
  if (code === 'EEXIST') return usageProblem(`${file} exists.`, 'Replace it with --force.')
  return syscall === undefined ? error : usageProblem(`${file} cannot be written: ${message}.`)
}
