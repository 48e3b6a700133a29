import { defineCommand } from '../../command/define.ts'
import { choice, flag, option, repeatedOption, required } from '../../command/parameter.ts'
import { handle, video } from '../../command/video-reference.ts'
import { ownChannel } from '../../lookup/channel.ts'
import { organisationId } from '../../lookup/household.ts'
import { usageProblem } from '../../problem.ts'
import { passwordFor } from './password.ts'
import { privacies } from './privacies.ts'
import { audienceInWords } from './words.ts'

export const editVideo = defineCommand({
  name: 'edit',
  summary: 'Change what is said of a video of yours, who may watch it, or on which channel it is',
  description:
    'Links that were handed out end when the privacy or the password changes. A password is never an argument: it is asked for, or read from standard input.',
  arguments: { video: required('Its id', video) },
  options: {
    title: option('<title>', 'Its new title'),
    description: option('<text>', 'Plain text; lines such as "1:05 Kneading" become chapters'),
    tag: repeatedOption('<word>', 'In place of its tags; as often as you like', (text) => text),
    untag: flag('Take its tags away'),
    language: option('<language>', 'Which one is spoken, such as en or pt-BR'),
    privacy: choice('<who>', privacies, 'Who may watch it'),
    org: option('<organisation>', 'With --privacy members: whose, by id or name'),
    passwordStdin: flag('With --privacy password: read it from the first line of standard input'),
    channel: option('<handle>', 'Move it to this channel of yours', handle),
  },
  examples: [
    ['videos edit dQw4w9WgXcQ --title "Rye bread" --tag bread --tag rye'],
    ['videos edit dQw4w9WgXcQ --privacy public'],
    ['videos edit dQw4w9WgXcQ --privacy password', 'Asks for the password'],
    ['videos edit dQw4w9WgXcQ --privacy password --password-stdin < password.txt', 'In a script'],
  ],
  async run({ output, connect }, { video: { id }, tag, untag, channel, ...wanted }) {
    const { privacy, org, passwordStdin, ...words } = wanted
    if (untag && tag.length > 0) throw usageProblem('Give either --tag or --untag.')
    const tags = untag ? [] : tag.length > 0 ? tag : undefined
    const isEdit = tags !== undefined || Object.values(words).some((word) => word !== undefined)
    if (!isEdit && privacy === undefined && channel === undefined) {
      throw usageProblem(
        'Say what to change.',
        'Such as --title, --description, --tag, --privacy or --channel.',
      )
    }
    if (org !== undefined && privacy !== 'members') {
      throw usageProblem('--org goes with --privacy members.')
    }
    const password = await passwordFor(privacy, passwordStdin)
    const larder = await connect()
    const { videos } = larder
    if (isEdit) await videos.edit({ id, ...words, tags })
    if (privacy !== undefined) {
      const organisation = org === undefined ? undefined : await organisationId(larder, org)
      await videos.setPrivacy({ id, privacy, password, organisationId: organisation })
    }
    if (channel !== undefined) {
      await videos.move({ id, channelId: (await ownChannel(larder, channel)).id })
    }
    const edited = await videos.get({ id })
    const who = audienceInWords(edited)
    output.answer(`"${edited.title}" is on @${edited.channel.handle}, for ${who}.`, edited)
  },
})
