import { defineCommand } from '../../command/define.ts'
import { choice, flag, optional, required } from '../../command/parameter.ts'
import { organisationId } from '../../lookup/household.ts'
import { localDay } from '../../output/local-time.ts'
import { usageProblem } from '../../problem.ts'
import { roles } from './role-option.ts'

export const invite = defineCommand({
  name: 'invite',
  summary: 'Invite somebody by e-mail, or make a link for one person',
  description:
    'An invitation is open for seven days. Of a link, the token is printed, once: whoever has it can accept it with "larder orgs accept".',
  arguments: {
    organisation: required('Its id or name'),
    email: optional('Where to; only the account with this address can accept'),
  },
  options: {
    link: flag('Print a token instead of sending mail'),
    role: choice('<role>', roles, 'What they become (default: member)'),
    language: choice('<language>', ['en', 'fr'], 'Of the mail (default: yours)'),
  },
  examples: [
    ['orgs invite home bob@example.org'],
    ['orgs invite home bob@example.org --role viewer --language fr'],
    ['orgs invite home --link > token.txt', 'Only the token is printed'],
  ],
  async run({ output, connect }, { organisation: wanted, email, link, role, language }) {
    if ((email === undefined) !== link) {
      throw usageProblem('Give either an address or --link.', 'See: larder orgs invite --help')
    }
    const larder = await connect()
    const id = await organisationId(larder, wanted)
    const { invitations } = larder.organisations
    if (email !== undefined) {
      const sent = await invitations.invite({ id, email, role, language })
      const until = localDay(sent.expiresAt)
      output.answer(`${email} is invited as ${sent.role}, until ${until}.`, sent)
      return
    }
    const made = await invitations.makeLink({ id, role })
    output.answer(made.token, made)
    output.note(
      `The first who accepts with it becomes ${made.role}, until ${localDay(made.expiresAt)}. It will not be shown again.`,
    )
  },
})
