import { defineCommand } from '../../command/define.ts'
import { duration } from '../../command/duration.ts'
import { option, required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'
import { localTime } from '../../output/local-time.ts'

export const linkFile = defineCommand({
  name: 'link',
  summary: 'Print a link that opens a file for anybody, for a while',
  description:
    'It is good for ten minutes, or for as long as --for says, a day at most. It ends earlier when the file is deleted, or the account or access token that made it is over.',
  arguments: { file: required('Its id', id) },
  options: {
    for: option('<time>', 'For so long: 90s, 10m, 2h, 1d', duration),
    rendition: option('<label>', 'A picture in another size, such as thumbnail'),
  },
  examples: [['files link 12'], ['files link 12 --for 1d --json | jq -r .url']],
  async run({ output, connect, settings }, { file, for: seconds, rendition }) {
    const larder = await connect()
    const link = await larder.files.link({ id: file, seconds, rendition })
    const url = settings.url + link.path
    output.answer(url, { url, ...link })
    output.note(`It is good until ${localTime(link.expiresAt)}.`)
  },
})
