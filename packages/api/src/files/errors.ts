import { reason } from '../errors/reason.ts'

/** Why bytes are not taken for a picture. */
export type PictureProblem = 'not a picture' | 'damaged' | 'too many pixels' | 'too slow'

const remedies: Partial<Record<PictureProblem, string>> = {
  'not a picture': 'Send a JPEG, PNG, WebP, GIF, AVIF or TIFF file.',
  'too many pixels': 'Make it smaller and send that.',
}

/** The reasons of files, uploads and the store behind them. */
export const fileErrors = {
  STORAGE_UNAVAILABLE: reason<{ retryAfterSeconds: number }>(
    'SERVICE_UNAVAILABLE',
    ({ retryAfterSeconds }) =>
      `The store of files cannot be reached. Nothing was changed; try again in ${retryAfterSeconds} s.`,
  ),
  STORAGE_FULL: reason<object>(
    'SERVICE_UNAVAILABLE',
    () =>
      'The disk of the server is full. Nothing was changed; ask an administrator of this server.',
  ),
  QUOTA_EXCEEDED: reason<{ quotaBytes: number; usedBytes: number; neededBytes: number }>(
    'PAYLOAD_TOO_LARGE',
    ({ quotaBytes, usedBytes, neededBytes }) =>
      `This takes ${neededBytes} bytes, and of your ${quotaBytes} bytes ${usedBytes} are used or reserved by uploads. Delete files first.`,
  ),
  FILE_TOO_LARGE: reason<{ limitBytes: number }>(
    'PAYLOAD_TOO_LARGE',
    ({ limitBytes }) => `A file may have ${limitBytes} bytes on this server. Send a smaller one.`,
  ),
  FILE_EMPTY: reason<object>(
    'UNPROCESSABLE_CONTENT',
    () => 'The file is empty. Send one with bytes.',
  ),
  FILE_INCOMPLETE: reason<{ expectedBytes: number; receivedBytes: number }>(
    'BAD_REQUEST',
    ({ expectedBytes, receivedBytes }) =>
      `Only ${receivedBytes} of ${expectedBytes} bytes came. Nothing was kept; send the file again.`,
  ),
  HASH_MISMATCH: reason<{ expected: string; actual: string }>(
    'UNPROCESSABLE_CONTENT',
    ({ expected, actual }) =>
      `The bytes that came have the SHA-256 ${actual}, and ${expected} was announced. Nothing was kept; send the file again.`,
  ),
  PICTURE_REFUSED: reason<{ problem: PictureProblem; limitPixels: number }>(
    'UNPROCESSABLE_CONTENT',
    ({ problem, limitPixels }) =>
      `The picture is refused (${problem}; the limit is ${limitPixels} pixels). ${remedies[problem] ?? 'Save it again with another program and send that.'}`,
  ),
  PICTURES_BUSY: reason<{ retryAfterSeconds: number }>(
    'SERVICE_UNAVAILABLE',
    ({ retryAfterSeconds }) =>
      `Too many pictures are waiting to be decoded. Nothing was kept; try again in ${retryAfterSeconds} s.`,
  ),
  NOT_A_PICTURE: reason<{ fileId: number; kind?: 'avatar' | 'picture' }>(
    'UNPROCESSABLE_CONTENT',
    ({ fileId, kind = 'avatar' }) =>
      `File ${fileId} was not uploaded as ${kind === 'avatar' ? 'an avatar' : 'a picture'}. Upload it again as one.`,
  ),
  FILE_IN_USE: reason<{
    fileId: number
    use:
      | 'picture of an account'
      | 'picture of an organisation'
      | 'picture of a channel'
      | 'banner of a channel'
      | 'video'
  }>('CONFLICT', ({ fileId, use }) =>
    use === 'video'
      ? `File ${fileId} is that of a video. Link to the video, replace the file there, or delete the video instead.`
      : `File ${fileId} is the ${use}. Remove or replace that picture instead.`,
  ),
  UPLOAD_LIMIT_REACHED: reason<{ limit: number }>(
    'CONFLICT',
    ({ limit }) =>
      `${limit} uploads are unfinished, and that is the limit. Finish or cancel one of them first.`,
  ),
  UPLOAD_SILENT: reason<{ seconds: number }>(
    'TIMEOUT',
    ({ seconds }) => `Nothing came for ${seconds} s, so the upload was ended. Send the file again.`,
  ),
  UPLOAD_INTERRUPTED: reason<{ retryAfterSeconds: number }>(
    'SERVICE_UNAVAILABLE',
    ({ retryAfterSeconds }) =>
      `The server is being stopped, which ended the upload. Try again in ${retryAfterSeconds} s.`,
  ),
  UPLOAD_BUSY: reason<{ retryAfterSeconds: number }>(
    'CONFLICT',
    ({ retryAfterSeconds }) =>
      `Another request writes this upload. Ask how far it is in ${retryAfterSeconds} s, and go on from there.`,
  ),
  UPLOAD_OFFSET_WRONG: reason<{ offset: number }>(
    'CONFLICT',
    ({ offset }) => `The upload is at byte ${offset}: go on from there.`,
  ),
  TUS_VERSION_UNSUPPORTED: reason<object>(
    'PRECONDITION_FAILED',
    () => 'Uploads go by version 1.0.0 of the tus protocol. Send "Tus-Resumable: 1.0.0".',
  ),
  CONTENT_ENCODING_REFUSED: reason<{ encoding: string }>(
    'UNSUPPORTED_MEDIA_TYPE',
    ({ encoding }) =>
      `The bytes are sent as "${encoding}". Send them as they are, without Content-Encoding.`,
  ),
  RANGE_NOT_SATISFIABLE: reason<{ size: number }>(
    'UNPROCESSABLE_CONTENT',
    ({ size }) => `The file has ${size} bytes: ask for a range within them.`,
    416,
  ),
  PRECONDITION_FAILED: reason<{ etag: string }>(
    'PRECONDITION_FAILED',
    ({ etag }) => `The bytes are not those that you mean: these are ${etag}.`,
  ),
  LINK_REFUSED: reason<object>(
    'FORBIDDEN',
    () => 'This link is not valid: it is over, or it was copied incompletely. Ask for a new one.',
  ),
}
