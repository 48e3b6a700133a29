import { defineCommand } from '../../command/define.ts'
import { choice } from '../../command/parameter.ts'
import { usageProblem } from '../../problem.ts'

const kinds = ['new-video', 'comment', 'reply', 'mention', 'ready', 'failed'] as const
const ways = ['app', 'mail', 'both', 'none'] as const

export const notificationChoices = defineCommand({
  name: 'choices',
  summary: 'Show what you are told of, and how, or change it',
  description:
    'new-video: on a channel that you follow. comment: on a video of yours. reply: to a comment of yours. mention: somebody named you. ready, failed: what became of a video of yours.',
  options: {
    kind: choice('<kind>', kinds, 'What to change'),
    by: choice('<way>', ways, 'How to be told of it: in the list, by mail, both or not at all'),
  },
  examples: [['notifications choices'], ['notifications choices --kind reply --by both']],
  async run({ output, connect }, { kind, by }) {
    if ((kind === undefined) !== (by === undefined)) {
      throw usageProblem('--kind and --by go together.')
    }
    const larder = await connect()
    const { choices } = larder.notifications
    const chosen =
      kind && by
        ? await choices.set({
            kind: kind === 'new-video' ? 'new video' : kind,
            inApp: by === 'app' || by === 'both',
            mail: by === 'mail' || by === 'both',
          })
        : await choices.get()
    if (output.isJson) return output.json(chosen)
    await output.list(Object.entries(chosen), {
      columns: [
        { title: 'KIND', value: ([name]) => name.replace(' ', '-') },
        { title: 'IN THE LIST', value: ([, { inApp }]) => (inApp ? 'yes' : 'no') },
        { title: 'BY MAIL', value: ([, { mail }]) => (mail ? 'yes' : 'no') },
      ],
      empty: '',
    })
  },
})
