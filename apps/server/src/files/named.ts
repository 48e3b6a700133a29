import type { Uploader } from '@larder/api'
import { FileKind, FileName, uploadForVideo, VideoId } from '@larder/api'
import { TRPCError } from '@trpc/server'
import { z } from 'zod'

/** What is said of an upload in its address, in the fields of a form or in the metadata of tus. */
const Named = z
  .strictObject({ name: FileName, as: FileKind.optional(), video: VideoId.optional() })
  .refine(({ as = 'video', video }) => video === undefined || as === 'video', {
    message: 'must be "video", or left out, for the bytes of a video',
    path: ['as'],
  })

export interface Named {
  name: string
  kind: FileKind | 'any'
  /** What it is for; null: itself. */
  purpose: string | null
}

/**
 * Without `as` the bytes decide: a picture becomes one, anything else a file. With `video` they are those
 * of a video of the caller's. Throws INVALID_INPUT, NOT_FOUND and SCOPE_MISSING.
 */
export async function readNamed(ctx: Uploader, input: unknown): Promise<Named> {
  const { data, error } = Named.safeParse(input)
  if (!data) throw new TRPCError({ code: 'BAD_REQUEST', cause: error })
  const { name, as: kind = 'any', video } = data
  if (video === undefined) return { name, kind, purpose: null }
  return { name, kind: 'video', purpose: await uploadForVideo(ctx, video) }
}
