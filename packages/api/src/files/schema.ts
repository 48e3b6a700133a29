import { z } from 'zod'
import { Instant } from '../calendar/instant.ts'
import { countedPageOf } from '../listing/schema.ts'
import { NoControlCharacters } from '../text/plain.ts'

/**
 * What a file is uploaded as. A `file` keeps its bytes as they are and is only ever downloaded. A
 * `picture` and an `avatar` are decoded and written anew, without metadata, and shown. A `video` is
 * looked at once it is here, and watched as the video that it belongs to.
 */
export const fileKinds = ['file', 'picture', 'avatar', 'video'] as const
export const FileKind = z.enum(fileKinds)
export type FileKind = z.infer<typeof FileKind>

export const FileAudience = z
  .enum(['owner', 'everyone'])
  .describe('Who may read it: only its owner, or everyone who has its address')
export type FileAudience = z.infer<typeof FileAudience>

export const FileId = z.int().positive().describe('Id of a file')

export const FileName = NoControlCharacters.trim()
  .min(1)
  .max(255)
  .describe('What it is called; it never becomes a path')

export const RenditionLabel = NoControlCharacters.min(1).max(16)

/** A picture in another size. */
export const Rendition = z.object({
  label: z.string().describe('Its name in links, such as "thumbnail"'),
  mediaType: z.string(),
  size: z.int().describe('Bytes'),
  width: z.int().describe('Pixels'),
  height: z.int().describe('Pixels'),
})
export type Rendition = z.infer<typeof Rendition>

export const File = z.object({
  id: z.int(),
  name: z.string(),
  kind: FileKind,
  mediaType: z.string().describe('What the bytes are, found by looking at them'),
  size: z.int().describe('Bytes'),
  sha256: z.string().describe('Of the bytes, hexadecimal; of a picture as it was written anew'),
  width: z.int().nullable().describe('Pixels; null unless it is a picture'),
  height: z.int().nullable(),
  audience: FileAudience,
  renditions: z.array(Rendition),
  createdAt: Instant,
})
export type File = z.infer<typeof File>

export const FilePage = countedPageOf(File)
