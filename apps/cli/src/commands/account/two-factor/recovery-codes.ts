import { defineCommand } from '../../../command/define.ts'
import { flag } from '../../../command/parameter.ts'
import { passwordAndCode } from './password-and-code.ts'
import { printCodes } from './print-codes.ts'

export const recoveryCodes = defineCommand({
  name: 'recovery-codes',
  summary: 'Make ten new recovery codes; those that are left end',
  options: { stdin: flag('Read two lines of standard input: the password and a code') },
  examples: [['account recovery-codes'], ['account recovery-codes > codes.txt']],
  async run({ output, connect }, { stdin }) {
    const larder = await connect()
    const codes = await larder.accounts.twoFactor.newRecoveryCodes(await passwordAndCode(stdin))
    await printCodes(output, codes.recoveryCodes)
    output.note('They are not shown again: keep them safe.')
  },
})
