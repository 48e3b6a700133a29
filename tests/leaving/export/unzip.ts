import { buffer } from 'node:stream/consumers'
import { fromBuffer } from 'yauzl'

/** The texts of a ZIP, by name, in their order; fails for one that is not whole. */
export async function unzip(bytes: Uint8Array): Promise<Map<string, string>> {
  const files = await unzipBytes(bytes)
  return new Map([...files].map(([name, content]) => [name, content.toString()]))
}

/** The same, as they are. */
export function unzipBytes(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true, strictFileNames: true }, (error, zip) => {
      if (error || !zip) return reject(error)
      zip.on('entry', (entry: { fileName: string }) => {
        zip.openReadStream(entry as never, (failed, stream) => {
          if (failed || !stream) return reject(failed)
          buffer(stream).then((content) => {
            files.set(entry.fileName, content)
            zip.readEntry()
          }, reject)
        })
      })
      zip.once('end', () => resolve(files))
      zip.once('error', reject)
      zip.readEntry()
    })
  })
}

/** What is in JSON Lines. */
export function linesOf<T>(content = ''): T[] {
  return content
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}
