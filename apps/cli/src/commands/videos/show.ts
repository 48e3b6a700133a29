import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { video } from '../../command/video-reference.ts'
import { lengthInWords } from '../../output/length.ts'
import { localTime } from '../../output/local-time.ts'
import { audienceInWords, shapeInWords, stateInWords } from './words.ts'

const reactions = { like: 'You like it.', dislike: 'You dislike it.', none: null } as const

export const showVideo = defineCommand({
  name: 'show',
  summary: 'Show one video: what it is, who may watch it, and what people think of it',
  arguments: { video: required('Its id, or a link to it', video) },
  examples: [['videos show dQw4w9WgXcQ'], ['videos show dQw4w9WgXcQ --json | jq .durationMs']],
  async run({ output, connect }, { video: wanted }) {
    const larder = await connect()
    const found = await larder.videos.get(wanted)
    const { channel, publishedAt, myReaction } = found
    output.record(found, [
      ['Id', found.id],
      ['Title', found.title],
      ['Channel', `${channel.name} (@${channel.handle})`],
      ['State', stateInWords(found)],
      ['For', audienceInWords(found)],
      ['Published', publishedAt === null ? 'not yet' : localTime(publishedAt)],
      ['Shape', shapeInWords(found) || null],
      ['Type', found.mediaType],
      ['Tags', found.tags.join(', ') || null],
      ['Language', found.language],
      ['Chapters', found.chapters.map(chapterInWords).join(', ') || null],
      ['Captions', found.captions.map(({ language }) => language).join(', ') || null],
      ['Thumbnail', found.thumbnail],
      ['Views', found.views],
      ['Likes', `${found.likes} (and ${found.dislikes} dislikes)`],
      ['You', myReaction && reactions[myReaction]],
      ['Comments', found.commentsAreOn ? found.comments : `${found.comments}, and no more`],
      ['Go on at', found.resumeAtMs === null ? null : lengthInWords(found.resumeAtMs)],
      ['In the bin', found.deletedAt === null ? null : `since ${localTime(found.deletedAt)}`],
      ['Says', found.description || null],
    ])
  },
})

function chapterInWords({ startsAtMs, title }: { startsAtMs: number; title: string }): string {
  return `${lengthInWords(startsAtMs)} ${title}`
}
