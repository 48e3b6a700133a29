import { defineCommand } from '../../command/define.ts'
import { flag, required } from '../../command/parameter.ts'
import { video } from '../../command/video-reference.ts'
import { readSecrets } from '../../input/standard-input.ts'
import { askSecret } from '../../input/terminal.ts'
import { localTime } from '../../output/local-time.ts'

export const unlockVideo = defineCommand({
  name: 'unlock',
  summary: 'Open a video with its password; prints a link for the other commands',
  description: 'The link is good for some hours, for players too.',
  arguments: { video: required('Its id', video) },
  options: { passwordStdin: flag('Read the password from the first line of standard input') },
  examples: [
    ['videos unlock dQw4w9WgXcQ'],
    ['videos unlock dQw4w9WgXcQ --password-stdin < password.txt', 'In a script'],
  ],
  async run({ output, connect, settings }, { video: { id }, passwordStdin }) {
    const instead = 'Give it with --password-stdin.'
    const [password = ''] = passwordStdin
      ? await readSecrets('--password-stdin', ['the password'])
      : [await askSecret('Password of the video', instead)]
    const larder = await connect()
    const { grant, expiresAt } = await larder.videos.unlock({ id, password })
    const url = `${settings.url}/videos/${id}/stream?grant=${encodeURIComponent(grant)}`
    output.answer(url, { url, grant, expiresAt })
    output.note(`It is good until ${localTime(expiresAt)}.`)
  },
})
