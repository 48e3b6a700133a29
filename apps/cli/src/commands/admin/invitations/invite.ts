import { defineCommand } from '../../../command/define.ts'
import { option } from '../../../command/parameter.ts'
import { wholeNumber } from '../../../command/parse.ts'
import { localDay } from '../../../output/local-time.ts'

export const invite = defineCommand({
  name: 'invite',
  summary: 'Invite somebody to make an account on this server',
  description:
    'Prints a token, once. Whoever has it can register with it, one time: larder register --invitation <token>.',
  options: {
    email: option('<address>', 'The only address that it is good for'),
    expiresInDays: option('<days>', 'It ends after so many days (default: 7)', wholeNumber(1)),
  },
  examples: [['admin invite --email bob@example.org'], ['admin invite --expires-in-days 1']],
  async run({ output, connect }, { email, expiresInDays }) {
    const larder = await connect()
    const invitation = await larder.admin.invitations.create({ email, expiresInDays })
    output.answer(invitation.token, invitation)
    output.note(`It is good once, until ${localDay(invitation.expiresAt)}.`)
  },
})
