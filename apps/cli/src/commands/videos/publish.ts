import { defineCommand } from '../../command/define.ts'
import { instant } from '../../command/moment.ts'
import { option, required } from '../../command/parameter.ts'
import { video } from '../../command/video-reference.ts'
import { localTime } from '../../output/local-time.ts'
import { audienceInWords } from './words.ts'

export const publishVideo = defineCommand({
  name: 'publish',
  summary: 'Let others see a video of yours, now or from a time on',
  description: 'As far as its privacy goes, and once it is ready.',
  arguments: { video: required('Its id', video) },
  options: {
    at: option('<time>', 'From then on: a day, 2026-11-03T14:00, or an instant', instant),
  },
  examples: [['videos publish dQw4w9WgXcQ'], ['videos publish dQw4w9WgXcQ --at 2026-12-24T18:00']],
  async run({ output, connect }, { video: { id }, at }) {
    const larder = await connect()
    const published = await larder.videos.publish({ id, at })
    const since = published.publishedAt === null ? 'not yet' : localTime(published.publishedAt)
    output.answer(
      `"${published.title}" is published for ${audienceInWords(published)}: ${since}.`,
      published,
    )
    if (published.privacy === 'private') {
      output.note(`Others see it with: larder videos edit ${id} --privacy public`)
    }
  },
})
