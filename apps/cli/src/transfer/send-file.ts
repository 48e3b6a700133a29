import type { Larder, StoredFile, Uploadable } from '@larder/sdk'
import type { BegunUpload } from '../config/begun-uploads.ts'
import type { Context } from '../context.ts'
import { fileToSend } from '../input/file-to-send.ts'
import { bytesInWords } from '../output/bytes.ts'
import { usageProblem } from '../problem.ts'
import { begunTransfer, isRefusedForGood } from './begun-transfer.ts'
import { interruptible } from './interrupt.ts'
import { showTransfer } from './show-transfer.ts'

interface Wishes {
  name: string | undefined
  as: StoredFile['kind'] | undefined
}

/** Something to upload, and what is remembered of an earlier attempt. */
export interface Parcel {
  label: string
  content: Uploadable
  wishes: Wishes
  begun: BegunUpload | undefined
}

/** Makes ready to upload a file, or standard input for `-`. Nothing is sent yet. */
export async function parcelOf(path: string, wishes: Wishes, context: Context): Promise<Parcel> {
  if (path === '-') {
    if (process.stdin.isTTY)
      throw usageProblem('- reads from a pipe or a file, not from a terminal.')
    return {
      label: wishes.name ?? 'standard input',
      content: process.stdin,
      wishes,
      begun: undefined,
    }
  }
  const file = await fileToSend(path)
  const as = { name: wishes.name ?? file.name, kind: wishes.as }
  const begun = begunTransfer(path, file, as, context)
  return { label: path, content: file, wishes, begun }
}

/**
 * Uploads it, with a bar on a terminal. Broken off it can be gone on with, and is when the same file
 * is sent again.
 */
export function sendParcel(
  larder: Larder,
  { label, content, wishes, begun }: Parcel,
): Promise<StoredFile> {
  const resume = begun?.find()
  let sent = 0
  const farewell = (): string => {
    const far = `Interrupted; the server has ${bytesInWords(sent)} of ${label}.`
    return begun ? `${far} The same command goes on from there.` : far
  }
  return interruptible(
    (signal) =>
      showTransfer(label, async ({ moved }) => {
        const file = await larder.files.upload(content, {
          ...wishes,
          signal,
          resume,
          cancelOnAbort: begun === undefined,
          onBegun: (id) => begun?.remember(id),
          onProgress({ sentBytes, totalBytes }) {
            sent = sentBytes
            moved(sentBytes, totalBytes ?? undefined)
          },
        })
        begun?.forget()
        return file
      }).catch((error: unknown) => {
        if (isRefusedForGood(error)) begun?.forget()
        throw error
      }),
    farewell,
  )
}
