import { PassThrough, Readable } from 'node:stream'
import type { ExportFile } from './define.ts'

/**
 * A ZIP of files that are read one after the other, as fast as somebody takes them. Whoever stops
 * taking destroys it, and with it what is being read; a failure breaks it off without an end, so that
 * half an archive is never taken for a whole one.
 */
export async function zipOf(
  files: readonly ExportFile[],
  mtime: Date,
  onEnd: () => void,
): Promise<Readable> {
  // Not before somebody exports: most servers never do.
  const { ZipFile } = await import('yazl')
  const zip = new ZipFile()
  const output = new PassThrough()
  let reading: Readable | undefined
  for (const { name, read, isPacked = false } of files) {
    zip.addReadStreamLazy(name, { mtime, mode: 0o100600, compress: !isPacked }, (use) => {
      if (output.destroyed) return
      reading = Readable.from(read(), { objectMode: false, highWaterMark: 0 })
      // Nobody else listens to it.
      reading.once('error', (error: Error) => output.destroy(error))
      use(null, reading)
    })
  }
  zip.on('error', (error: Error) => output.destroy(error))
  zip.outputStream.pipe(output)
  output.once('close', () => {
    reading?.destroy()
    onEnd()
  })
  zip.end()
  return output
}
