import { reason } from '../errors/reason.ts'

/** The reasons of videos. */
export const videoErrors = {
  VIDEO_PASSWORD_NEEDED: reason<{ videoId: string }>(
    'FORBIDDEN',
    ({ videoId }) =>
      `Video ${videoId} opens with a password. Unlock it (videos.unlock) and pass the grant on.`,
  ),
  VIDEO_NEEDS_NO_PASSWORD: reason<{ videoId: string }>(
    'CONFLICT',
    ({ videoId }) => `Video ${videoId} does not open with a password. Just watch it.`,
  ),
  VIDEO_PASSWORD_WRONG: reason<{ attemptsLeft: number }>(
    'FORBIDDEN',
    ({ attemptsLeft }) =>
      `This is not the password of the video. After ${attemptsLeft} more wrong ones, none is looked at for a while.`,
  ),
  VIDEO_GUESSES_SPENT: reason<{ retryAfterSeconds: number }>(
    'TOO_MANY_REQUESTS',
    ({ retryAfterSeconds }) =>
      `There were too many wrong passwords for videos, so none is looked at now. Try again in ${retryAfterSeconds} s.`,
  ),
  VIDEO_ORGANISATION_NEEDED: reason<object>(
    'UNPROCESSABLE_CONTENT',
    () => 'Say whose members watch it: name a household or company (organisationId) of yours.',
  ),
  NOT_A_VIDEO: reason<{ fileId: number }>(
    'UNPROCESSABLE_CONTENT',
    ({ fileId }) => `File ${fileId} was not uploaded as a video. Upload it again as one.`,
  ),
  VIDEO_NOT_FAILED: reason<{ videoId: string; state: string }>(
    'CONFLICT',
    ({ videoId, state }) =>
      `Video ${videoId} did not fail: it is "${state}". Only a failed one that has bytes is tried again.`,
  ),
  COMMENTS_ARE_OFF: reason<{ videoId: string }>(
    'CONFLICT',
    ({ videoId }) => `The owner of video ${videoId} switched comments off. None can be written.`,
  ),
  VIDEO_NOT_READY: reason<{ videoId: string; state: string }>(
    'CONFLICT',
    ({ videoId, state }) => `Video ${videoId} is "${state}". Wait until it is ready.`,
  ),
  THUMBNAIL_REFUSED: reason<{ fileId: number }>(
    'UNPROCESSABLE_CONTENT',
    ({ fileId }) =>
      `File ${fileId} was not uploaded as a picture of yours. Upload it again as one.`,
  ),
  CAPTIONS_REFUSED: reason<{ problem: string; line: number }>(
    'UNPROCESSABLE_CONTENT',
    ({ problem, line }) => `The captions are not WebVTT: ${problem} (line ${line}).`,
  ),
  CAPTIONS_LIMIT_REACHED: reason<{ limit: number }>(
    'CONFLICT',
    ({ limit }) =>
      `The video has captions in ${limit} languages, and that is the limit. Remove some first.`,
  ),
  VIDEO_SECRET_NEEDED: reason<object>(
    'UNPROCESSABLE_CONTENT',
    () => 'A video with the privacy "password" needs a password. Send one of 4 to 128 characters.',
  ),
}
