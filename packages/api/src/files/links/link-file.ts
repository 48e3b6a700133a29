import { z } from 'zod'
import { Instant } from '../../calendar/instant.ts'
import { query } from '../../procedures/trpc.ts'
import { authorizeFile, missingFile } from '../policy.ts'
import { findFile, requireRendition } from '../queries.ts'
import { requireNoVideo } from '../rules.ts'
import { FileId, RenditionLabel } from '../schema.ts'
import { linkToken } from './link-token.ts'

const LONGEST_SECONDS = 86_400

export const linkFile = query({
  summary:
    'A link that opens a file without a credential, for a while. It ends earlier when the file is deleted, when a video gets it, when you may no longer hand it out, and when the access token that made it is over. For the file of a video see videos.link.',
  scope: 'files:read',
  reasons: ['FILE_IN_USE'],
  input: z.strictObject({
    id: FileId,
    rendition: RenditionLabel.optional().describe('One of its sizes instead of the file itself'),
    seconds: z
      .int()
      .min(1)
      .max(LONGEST_SECONDS)
      .default(600)
      .describe('For how long it is good: ten minutes, if nothing else is said'),
  }),
  output: z.object({
    path: z.string().describe('On this server, such as "/files/12?link=..."'),
    expiresAt: Instant,
  }),
}).query(async ({ ctx, input: { id, rendition, seconds } }) => {
  const file = await findFile(ctx.db, id)
  if (!file) throw missingFile(id)
  authorizeFile(ctx.actor, 'link to a file', file)
  requireNoVideo(file)
  if (rendition !== undefined) await requireRendition(ctx.db, id, rendition)
  const expiresAt = Math.ceil(ctx.clock.now().getTime() / 1_000) + seconds
  const token = linkToken(ctx.keys, {
    fileId: id,
    rendition: rendition ?? '',
    accountId: ctx.actor.accountId,
    tokenId: ctx.actor.token?.id ?? null,
    expiresAt,
  })
  const place = rendition === undefined ? `/files/${id}` : `/files/${id}/${rendition}`
  return { path: `${place}?link=${token}`, expiresAt: new Date(expiresAt * 1_000).toISOString() }
})
