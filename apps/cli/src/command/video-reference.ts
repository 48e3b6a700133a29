import { InvalidArgumentError } from 'commander'
import type { Parse } from './parameter.ts'

/** Which video somebody means, and what opens it if it is not for everyone. */
export interface VideoReference {
  id: string
  grant: string | undefined
}

/** The id of a video, or a link to it such as "larder videos link" prints. */
export const video: Parse<VideoReference> = (text) => {
  if (/^[\w-]{11}$/.test(text)) return { id: text, grant: undefined }
  const [, id] = /\/videos\/([\w-]{11})(?![\w-])/.exec(text) ?? []
  const [, grant] = /[?&]grant=([^&#]+)/.exec(text) ?? []
  if (id) return { id, grant: grant === undefined ? undefined : decodeURIComponent(grant) }
  throw new InvalidArgumentError(
    'It must be the id of a video (11 characters, as "larder videos list" shows), or a link to it.',
  )
}

/** The handle of a channel, also as @handle or as a link to the channel. */
export const handle: Parse<string> = (text) => {
  const [, found] = /^(?:@|.*\/channels\/)?([a-z][a-z0-9._-]*)(?:$|[/?#])/i.exec(text) ?? []
  if (found) return found
  throw new InvalidArgumentError('It must be the handle of a channel, such as kitchen or @kitchen.')
}

/** A channel by its handle or its id, which no handle is like: they begin with a letter. */
export const channel: Parse<{ handle: string } | { id: number }> = (text) => {
  if (!/^[#\d]/.test(text)) return { handle: handle(text) }
  const id = Number(text.replace(/^#/, ''))
  if (Number.isSafeInteger(id) && id > 0) return { id }
  throw new InvalidArgumentError('It must be the handle of a channel, such as kitchen, or its id.')
}

/** The id of a playlist, or a link to it. */
export const playlist: Parse<string> = (text) => {
  const [, id] = /^(?:.*\/playlists\/)?([\w-]{11})(?:$|[/?#])/.exec(text) ?? []
  if (id) return id
  throw new InvalidArgumentError(
    'It must be the id of a playlist: the 11 characters that "larder playlists list" shows.',
  )
}
