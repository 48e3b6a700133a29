import { defineCommand } from '../../command/define.ts'
import { exitCodes } from '../../exit-codes.ts'
import { readSecrets } from '../../input/standard-input.ts'
import { askSecret } from '../../input/terminal.ts'

export const checkToken = defineCommand({
  name: 'check',
  summary: 'Say whether an access token is valid, and what it may do',
  description:
    'Reads the token from standard input, or asks for it on a terminal. Exits with 1 when the token is not valid.',
  examples: [['tokens check'], ['tokens check < token.txt']],
  async run({ output, connectAnonymously }) {
    const [line = ''] = process.stdin.isTTY
      ? [await askSecret('Access token', 'Give the token on standard input.')]
      : await readSecrets('This', ['the access token'])
    const larder = await connectAnonymously()
    const check = await larder.accounts.tokens.check({ token: line.trim() })
    output.record(check, [
      ['Valid', check.valid ? 'yes' : `no: ${check.problem}`],
      ['May do', check.scopes.join(', ') || null],
    ])
    if (!check.valid) process.exitCode = exitCodes.failed
  },
})
