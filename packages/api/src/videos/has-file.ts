import { z } from 'zod'
import { query } from '../trpc.ts'

export const hasFile = query({
  summary:
    'Whether the server has some bytes already that you uploaded: as the video of which entry, or as a file of the kind "video" for setFile.',
  scope: 'videos:read',
  input: z.strictObject({
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in lower-case hexadecimal')
      .describe('Of the bytes as they were uploaded: lower-case hexadecimal'),
  }),
  output: z.object({
    videoId: z.string().nullable().describe('The newest of your videos with them, in no bin'),
    fileId: z.int().nullable().describe('The newest of your files with them that no video has'),
  }),
}).query(async ({ ctx: { db, actor }, input: { sha256 } }) => {
  const video = await db
    .selectFrom('videos as video')
    .innerJoin('channels as channel', 'channel.id', 'video.channel_id')
    .select('video.public_id')
    .where('channel.account_id', '=', actor.accountId)
    .where('channel.deleted_at', 'is', null)
    .where('video.deleted_at', 'is', null)
    .where('video.uploaded_hash', '=', sha256)
    .where('video.file_id', 'is not', null)
    .orderBy('video.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const file = await db
    .selectFrom('files')
    .innerJoin('blobs', 'blobs.id', 'files.blob_id')
    .leftJoin('videos', 'videos.file_id', 'files.id')
    .select('files.id')
    .where('files.account_id', '=', actor.accountId)
    .where('files.kind', '=', 'video')
    .where('blobs.hash', '=', sha256)
    .where('videos.id', 'is', null)
    .orderBy('files.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { videoId: video?.public_id ?? null, fileId: file?.id ?? null }
})
