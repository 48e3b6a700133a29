import { z } from 'zod'
import { query } from '../procedures/trpc.ts'

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
    videoId: z
      .string()
      .nullable()
      .describe('The newest of your videos that has them, or is to have them; in no bin'),
    isIncoming: z
      .boolean()
      .describe(
        'Whether that video is to have them: they are looked at, and replace what it has if they can be watched',
      ),
    fileId: z.int().nullable().describe('The newest of your files with them that no video has'),
  }),
}).query(async ({ ctx: { db, actor }, input: { sha256 } }) => {
  const video = await db
    .selectFrom('videos as video')
    .innerJoin('channels as channel', 'channel.id', 'video.channel_id')
    .leftJoin('files as incoming', 'incoming.id', 'video.incoming_file_id')
    .leftJoin('blobs as came', 'came.id', 'incoming.blob_id')
    .select(['video.public_id', 'came.hash as incoming_hash'])
    .where('channel.account_id', '=', actor.accountId)
    .where('channel.deleted_at', 'is', null)
    .where('video.deleted_at', 'is', null)
    .where(({ or, and, eb }) =>
      or([
        and([eb('video.uploaded_hash', '=', sha256), eb('video.file_id', 'is not', null)]),
        eb('came.hash', '=', sha256),
      ]),
    )
    .orderBy('video.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const file = await db
    .selectFrom('files')
    .innerJoin('blobs', 'blobs.id', 'files.blob_id')
    .leftJoin('videos', 'videos.file_id', 'files.id')
    .leftJoin('videos as replaced', 'replaced.incoming_file_id', 'files.id')
    .select('files.id')
    .where('files.account_id', '=', actor.accountId)
    .where('files.kind', '=', 'video')
    .where('blobs.hash', '=', sha256)
    .where('videos.id', 'is', null)
    .where('replaced.id', 'is', null)
    .orderBy('files.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const isIncoming = video?.incoming_hash === sha256
  return { videoId: video?.public_id ?? null, isIncoming, fileId: file?.id ?? null }
})
