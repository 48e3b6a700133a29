import { defineCommand } from '../../command/define.ts'
import { duration } from '../../command/duration.ts'
import { option, required } from '../../command/parameter.ts'
import { video } from '../../command/video-reference.ts'
import { localTime } from '../../output/local-time.ts'

export const linkVideo = defineCommand({
  name: 'link',
  summary: 'Print a link with which anybody watches a video of yours, for a while',
  description:
    'Players open it: it leads to the bytes. It is good for three hours, or for as long as --for says, a day at most, and ends earlier when the privacy or the password of the video changes. Others watch only what is published.',
  arguments: { video: required('Its id', video) },
  options: { for: option('<time>', 'For so long: 10m, 2h, 1d', duration) },
  examples: [['videos link dQw4w9WgXcQ'], ['videos link dQw4w9WgXcQ --for 1d --json | jq -r .url']],
  async run({ output, connect, settings }, { video: { id }, for: seconds }) {
    const larder = await connect()
    const link = await larder.videos.link({ id, seconds })
    const url = settings.url + link.path
    output.answer(url, { url, ...link })
    output.note(`It is good until ${localTime(link.expiresAt)}.`)
  },
})
