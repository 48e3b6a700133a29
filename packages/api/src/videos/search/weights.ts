import { fold } from '../../text/fold.ts'

/** How much a word counts where it stands. */
export const weights = { title: 5, tags: 4, channel: 3, description: 2, captions: 1 } as const

/** What a search within a channel looks for. No text has such a word. */
export function channelWord(channelId: number): string {
  return `@${channelId}`
}

/** What a search for a tag looks for. */
export function tagWord(tag: string): string {
  return `#${fold(tag, 40)}`
}
