import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import type { LarderError } from '@larder/sdk'
import type { BegunUpload } from '../config/begun-uploads.ts'
import { begunUpload } from '../config/begun-uploads.ts'
import type { Context } from '../context.ts'
import type { fileToSend } from '../input/file-to-send.ts'

/** What is remembered of an earlier attempt to send this very file, by whoever sends it now, as the same. */
export function begunTransfer(
  path: string,
  file: Awaited<ReturnType<typeof fileToSend>>,
  as: { name: string; kind: string | undefined },
  { environment, settings: { url, token, profileName } }: Context,
): BegunUpload {
  return begunUpload(environment, {
    server: url,
    account: token ? createHash('sha256').update(token).digest('hex') : profileName,
    path: realpathSync(path),
    size: file.size,
    modified: file.lastModified,
    ...as,
  })
}

/** These bytes are refused for good: there is nothing to go on with. */
export function isRefusedForGood(error: unknown): boolean {
  const { status } = error as Partial<LarderError>
  return status === 413 || status === 422
}
