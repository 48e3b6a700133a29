import type { ShownVideo } from '@larder/sdk'
import { lengthInWords } from '../../output/length.ts'
import { localTime } from '../../output/local-time.ts'
import type { Column } from '../../output/table.ts'
import { audienceInWords, stateInWords } from './words.ts'

/** What a list of videos shows of each. */
export const videoColumns: Column<ShownVideo>[] = [
  { title: 'ID', value: ({ id }) => id },
  { title: 'TITLE', value: ({ title }) => title, shrinks: true },
  { title: 'CHANNEL', value: ({ channel }) => channel.handle },
  { title: 'LENGTH', value: ({ durationMs }) => durationMs && lengthInWords(durationMs) },
  { title: 'VIEWS', value: ({ views }) => views },
  { title: 'LIKES', value: ({ likes }) => likes },
  { title: 'PUBLISHED', value: ({ publishedAt }) => publishedAt && localTime(publishedAt) },
]

/** And what one's own show beside that. */
export const ownVideoColumns: Column<ShownVideo>[] = [
  ...videoColumns.slice(0, 3),
  { title: 'STATE', value: stateInWords, shrinks: true },
  { title: 'FOR', value: audienceInWords, shrinks: true },
  ...videoColumns.slice(3),
]
