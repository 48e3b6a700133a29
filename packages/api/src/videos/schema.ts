import { z } from 'zod'
import { Instant, InstantInput } from '../calendar/instant.ts'
import { countedPageOf } from '../listing/schema.ts'
import { NoControlCharacters, PlainText } from '../text/plain.ts'
import { ResumeAtMs } from './positions/schema.ts'

/** Who may watch a video once it is published. */
export const privacies = ['public', 'unlisted', 'private', 'members', 'password'] as const

export const Privacy = z
  .enum(privacies)
  .describe(
    'public: everyone; unlisted: everyone who has its link; private: only you, and who has a short-lived link of yours; members: those of a household or company; password: everyone who knows it',
  )
export type Privacy = z.infer<typeof Privacy>

/** How far a video is. `uploading` is a draft, or a failed one, whose bytes are on their way. */
export const VideoState = z.enum(['draft', 'uploading', 'processing', 'ready', 'failed'])
export type VideoState = z.infer<typeof VideoState>

/** How far it is, as it is kept: what is being uploaded is still a draft, or failed before. */
export const StoredState = VideoState.exclude(['uploading'])

/** Why processing failed. */
export const videoFailures = [
  'not a video',
  'damaged',
  'too long',
  'too many pixels',
  'unsupported codec',
  'needs ffmpeg',
  'too slow',
  'no space',
  'gave up',
] as const
export const VideoFailure = z
  .enum(videoFailures)
  .describe('"needs ffmpeg": its format is only taken by a server whose operator installed ffmpeg')
export type VideoFailure = z.infer<typeof VideoFailure>

export const VideoId = z
  .string()
  .regex(/^[\w-]{11}$/, 'is not the id of a video: those have 11 characters')
  .describe('Id of a video: the 11 characters in its link')

export const Title = NoControlCharacters.trim().min(1).max(120)

export const Description = PlainText.max(5_000)
  .transform((text) => text.replaceAll(/\r\n?/g, '\n').trim())
  .describe(
    'Plain text. Lines that begin with a time, such as "1:05 Kneading", become its chapters',
  )

export const Tags = z
  .array(NoControlCharacters.trim().min(1).max(40))
  .max(20)
  .describe('Those that differ in case or accents only count once')

export const SpokenLanguage = z
  .string()
  .max(16)
  .regex(/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i, 'is not a language such as "en" or "pt-BR"')
  .describe('BCP 47, such as "en" or "pt-BR"')

/** What opens a video of the privacy `password`: for sharing, so shorter than what guards an account. */
export const VideoPassword = NoControlCharacters.min(4)
  .max(128)
  .describe('4 to 128 characters; needed for the privacy "password", and ignored for others')

/** When it appears to others; left out: now. */
export const PublishAt = InstantInput.nullable()
  .optional()
  .describe('From when on others see it: left out, now (once it is ready); null: not yet')

/** What opens a video that is not for everyone: from `videos.unlock` or `videos.link`. */
export const GrantToken = z
  .string()
  .max(200)
  .optional()
  .describe('What opens a video that is not for everyone: from "unlock" or "link"')

export const Reaction = z.enum(['like', 'dislike', 'none'])
export type Reaction = z.infer<typeof Reaction>

/** A video as whoever may watch it sees it. */
export const Video = z.object({
  id: z.string().describe('The 11 characters in its link'),
  channel: z.object({ id: z.int(), handle: z.string(), name: z.string() }),
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  language: z.string().nullable(),
  privacy: Privacy,
  organisationId: z.int().nullable().describe('Whose members watch it; for them and its owner'),
  publishedAt: Instant.nullable().describe('From when on others see it; null: not published'),
  state: VideoState,
  failure: VideoFailure.nullable(),
  replacement: z
    .object({
      state: StoredState.extract(['processing', 'failed']),
      failure: VideoFailure.nullable(),
    })
    .nullable()
    .describe(
      'For its owner, while it is ready. processing: other bytes came, and replace these if they can be watched; failed: the last ones that came could not, and these stay; null: neither',
    ),
  durationMs: z.int().nullable().describe('Milliseconds'),
  width: z.int().nullable().describe('Pixels, upright'),
  height: z.int().nullable(),
  size: z.int().nullable().describe('Bytes'),
  mediaType: z.string().nullable(),
  thumbnail: z.string().nullable().describe('Which of its pictures stands for it'),
  pictures: z
    .array(z.object({ label: z.string(), width: z.int(), height: z.int() }))
    .describe('Thumbnails, and the storyboard'),
  hls: z
    .object({
      path: z.string().describe('Of its master playlist, on this server; a grant goes behind it'),
    })
    .nullable()
    .describe('It in several sizes, for HLS; null: there is none (yet)'),
  storyboard: z
    .object({
      tiles: z.int().describe('How many small pictures it has, row by row'),
      columns: z.int(),
      everyMs: z
        .number()
        .describe('Tile n (from 0) is from (n + 0.5) times so many milliseconds of the video'),
    })
    .nullable()
    .describe('How the picture "storyboard" is read; null: there is none'),
  chapters: z.array(z.object({ startsAtMs: z.int(), title: z.string() })),
  captions: z.array(z.object({ language: z.string(), label: z.string() })),
  views: z.int(),
  likes: z.int(),
  dislikes: z.int(),
  comments: z.int(),
  resumeAtMs: ResumeAtMs,
  commentsAreOn: z.boolean().describe('Whether comments may be added'),
  myReaction: Reaction.describe('What you said of it'),
  isMine: z.boolean(),
  createdAt: Instant,
  deletedAt: Instant.nullable().describe('Since when it is in your bin; null: it is not'),
})
export type Video = z.infer<typeof Video>

export const VideoPage = countedPageOf(Video)
