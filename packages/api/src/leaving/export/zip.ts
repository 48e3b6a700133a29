import { PassThrough, Readable } from 'node:stream'
import type { ZipFile } from 'yazl'
import type { ArchivedFile } from './define.ts'

/**
 * A ZIP of files that are looked for and read one after the other, as fast as somebody takes them. Whoever
 * stops taking destroys it, and with it what is being read; a failure breaks it off without an end, so that
 * half an archive is never taken for a whole one.
 */
export async function zipOf(
  files: AsyncIterable<ArchivedFile>,
  mtime: Date,
  onEnd: () => void,
): Promise<Readable> {
  // Not before somebody exports: most servers never do.
  const { ZipFile } = await import('yazl')
  const zip = new ZipFile()
  const output = new PassThrough()
  zip.on('error', (error: Error) => output.destroy(error))
  zip.outputStream.pipe(output)
  output.once('close', onEnd)
  addAll(zip, files, { mtime, output }).catch((error: Error) => output.destroy(error))
  return output
}

/** Adds each file when the one before it was read: nobody holds a list of what is to come. */
async function addAll(
  zip: ZipFile,
  files: AsyncIterable<ArchivedFile>,
  { mtime, output }: { mtime: Date; output: PassThrough },
): Promise<void> {
  let next: ArchivedFile['read']
  let reading: Readable | undefined
  let wasRead = (): void => undefined
  // The archive keeps it with every file, to the end: this one for all holds on to none of them.
  const begin = (use: (error: null, bytes: Readable) => void): void => {
    if (output.destroyed) return
    reading = Readable.from(next(), { objectMode: false, highWaterMark: 0 })
    // Nobody else listens to it.
    reading.once('error', (error: Error) => output.destroy(error))
    reading.once('close', wasRead)
    use(null, reading)
  }
  output.once('close', () => {
    reading?.destroy()
    wasRead()
  })
  for await (const { name, read, isPacked = false } of files) {
    await new Promise<void>((resolve) => {
      next = read
      wasRead = resolve
      zip.addReadStreamLazy(name, { mtime, mode: 0o100600, compress: !isPacked }, begin)
    })
    if (output.destroyed) return
  }
  zip.end()
}
