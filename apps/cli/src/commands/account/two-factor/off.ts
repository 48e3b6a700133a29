import { defineCommand } from '../../../command/define.ts'
import { flag } from '../../../command/parameter.ts'
import { passwordAndCode } from './password-and-code.ts'

export const switchOff = defineCommand({
  name: 'two-factor-off',
  summary: 'Have logging in ask for the password only',
  options: { stdin: flag('Read two lines of standard input: the password and a code') },
  examples: [['account two-factor-off']],
  async run({ output, connect }, { stdin }) {
    const larder = await connect()
    const done = await larder.accounts.twoFactor.disable(await passwordAndCode(stdin))
    output.answer('Two-factor log-in is off.', done)
  },
})
