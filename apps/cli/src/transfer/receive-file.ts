import { join } from 'node:path'
import type { Larder } from '@larder/sdk'
import type { Saved, SaveProgress } from '@larder/sdk/node'
import { harmlessName, saveFile, saveVideo } from '@larder/sdk/node'
import type { VideoReference } from '../command/video-reference.ts'
import { bytesInWords } from '../output/bytes.ts'
import { STANDARD_OUTPUT, write } from '../output/write.ts'
import { usageProblem } from '../problem.ts'
import { interruptible } from './interrupt.ts'
import { showTransfer } from './show-transfer.ts'

interface Wishes {
  force: boolean
  /** How often it goes on while nothing gets through. */
  retries: number
}

/** What was received, and where it is. */
export interface Received {
  file: string
  bytes: number
  mediaType: string
}

/**
 * Downloads to a path, or into this folder under a harmless form of the name on the server, with a bar
 * on a terminal. Broken off it can be gone on with. Throws a usage problem when it cannot be written.
 */
export async function receiveFile(
  larder: Larder,
  id: number,
  path: string | undefined,
  { rendition, ...wishes }: Wishes & { rendition: string | undefined },
): Promise<Received> {
  return receiving(`file ${id}`, path, (place, options) =>
    saveFile(larder, id, place, { rendition, ...wishes, ...options }),
  )
}

/** The same, a video. */
export async function receiveVideo(
  larder: Larder,
  { id, grant }: VideoReference,
  path: string | undefined,
  wishes: Wishes,
): Promise<Received> {
  return receiving(`video ${id}`, path, (place, options) =>
    saveVideo(larder, id, place, { grant, ...wishes, ...options }),
  )
}

type Save = (
  place: (fileName: string) => string,
  options: { signal: AbortSignal; onProgress: (progress: SaveProgress) => void },
) => Promise<Saved>

async function receiving(label: string, path: string | undefined, save: Save): Promise<Received> {
  let place = path ?? ''
  let received = 0
  const placeFor = (fileName: string): string => {
    place = path ?? join('.', harmlessName(fileName))
    return place
  }
  const work = (signal: AbortSignal) =>
    showTransfer(path ?? label, async ({ moved }) => {
      const onProgress = (progress: SaveProgress): void => {
        received = progress.receivedBytes
        moved(received, progress.totalBytes)
      }
      const saved = await save(placeFor, { signal, onProgress })
      return { file: saved.path, bytes: saved.bytes, mediaType: saved.mediaType }
    })
  const farewell = (): string =>
    `Interrupted; ${bytesInWords(received)} are here. The same command goes on from there.`
  try {
    return await interruptible(work, farewell)
  } catch (error) {
    throw explained(error, place)
  }
}

/** Writes the bytes to standard output as they come. */
export async function printFile(
  larder: Larder,
  id: number,
  rendition: string | undefined,
): Promise<void> {
  const { stream } = await larder.files.download(id, { rendition })
  for await (const piece of stream) write(STANDARD_OUTPUT, piece)
}

/** The same, of a video. */
export async function printVideo(larder: Larder, { id, grant }: VideoReference): Promise<void> {
  const { stream } = await larder.videos.download(id, { grant })
  for await (const piece of stream) write(STANDARD_OUTPUT, piece)
}

function explained(error: unknown, path: string): unknown {
  const { code, syscall, message } = error as NodeJS.ErrnoException
  if (code === 'EEXIST') return usageProblem(`${path} exists.`, 'Replace it with --force.')
  return syscall === undefined ? error : usageProblem(`${path} cannot be written: ${message}.`)
}
