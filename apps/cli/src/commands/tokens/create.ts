import { defineCommand } from '../../command/define.ts'
import { flag, option, repeatedOption, required } from '../../command/parameter.ts'
import { wholeNumber } from '../../command/parse.ts'
import { localDay } from '../../output/local-time.ts'
import { usageProblem } from '../../problem.ts'
import { scope, scopeNames } from './scope.ts'

export const createToken = defineCommand({
  name: 'create',
  summary: 'Create an access token for a script',
  description: `Prints the token, once: it cannot be shown again. Scopes are ${scopeNames}; * is everything.`,
  arguments: { name: required('What it is for, unique among your tokens') },
  options: {
    scope: repeatedOption('<scope>', 'What it may do; give several for more', scope),
    expiresInDays: option('<days>', 'It ends after so many days (default: 90)', wholeNumber(1)),
    neverExpires: flag('It never ends by itself'),
  },
  examples: [
    ['tokens create backup --scope freezers:read'],
    ['tokens create sync --scope freezers:read --scope freezers:write --expires-in-days 30'],
    ['tokens create backup --scope freezers:read > token.txt', 'Only the token is printed'],
  ],
  async run({ output, connect }, { name, scope: scopes, expiresInDays, neverExpires }) {
    if (scopes.length === 0) {
      throw usageProblem('Say what the token may do.', 'For example: --scope freezers:read')
    }
    if (neverExpires && expiresInDays !== undefined) {
      throw usageProblem('Give either --expires-in-days or --never-expires, not both.')
    }
    const larder = await connect()
    const token = await larder.accounts.tokens.create({
      name,
      scopes,
      expiresInDays: neverExpires ? null : expiresInDays,
    })
    output.answer(token.token, token)
    const end = token.expiresAt ? `until ${localDay(token.expiresAt)}` : 'until it is revoked'
    output.note(`It is valid ${end} and will not be shown again: keep it safe.`)
  },
})
