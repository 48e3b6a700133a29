import { z } from 'zod'
import { InstantInput } from '../../calendar/instant.ts'
import { ChannelId } from '../../channels/schema.ts'
import { pageInput } from '../../listing/schema.ts'
import { Query } from '../../search/words-asked.ts'
import { NoControlCharacters } from '../../text/plain.ts'
import { SpokenLanguage } from '../schema.ts'

export const SearchVideos = z.strictObject({
  query: Query,
  channelId: ChannelId.optional().describe('Only of this channel'),
  tag: NoControlCharacters.trim().min(1).max(40).optional().describe('Only with this tag'),
  language: SpokenLanguage.optional().describe('Only in this language; "en" takes "en-GB" in'),
  minDurationMs: z.int().min(0).optional().describe('Milliseconds'),
  maxDurationMs: z.int().min(0).optional().describe('Milliseconds'),
  publishedAfter: InstantInput.optional(),
  sort: z
    .enum(['relevance', 'newest', 'views'])
    .default('relevance')
    .describe(
      'relevance: a word counts most in the title, then in tags, channel name, description and captions',
    ),
  ...pageInput,
})
