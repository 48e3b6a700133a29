import { z } from 'zod'
import { Author } from '../../accounts/profile/schema.ts'
import { Instant } from '../../calendar/instant.ts'
import { pageOf } from '../../listing/schema.ts'
import { PlainText } from '../../text/plain.ts'

export const CommentId = z.int().positive().describe('Id of a comment')

export const CommentText = PlainText.max(2_000)
  .transform((text) => text.replaceAll(/\r\n?/g, '\n').trim())
  .refine((text) => text !== '', 'must say something')
  .describe('Plain text. Who is named with their username, such as @ada, is told')

/** A comment as whoever may watch its video sees it. */
export const Comment = z.object({
  id: z.int(),
  parentId: z
    .int()
    .nullable()
    .describe('The comment that it replies to; null: it stands by itself'),
  author: Author.nullable().describe('null: it is deleted, or its author is not here any more'),
  isByOwner: z.boolean().describe('Whether the owner of the video wrote it'),
  isMine: z.boolean(),
  text: z.string().describe('Empty once it is deleted'),
  replies: z.int().describe('How many there are'),
  createdAt: Instant,
  editedAt: Instant.nullable().describe('null: it is as it was written'),
  isDeleted: z.boolean().describe('Only its replies are left'),
})
export type Comment = z.infer<typeof Comment>

export const CommentPage = pageOf(Comment)
