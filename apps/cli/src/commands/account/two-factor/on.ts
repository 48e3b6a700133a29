import { defineCommand } from '../../../command/define.ts'
import { flag } from '../../../command/parameter.ts'
import { readSecrets } from '../../../input/standard-input.ts'
import { ask, askSecret } from '../../../input/terminal.ts'
import { printCodes } from './print-codes.ts'

const INSTEAD = 'Without a terminal, use --begin first and --confirm then.'

export const switchOn = defineCommand({
  name: 'two-factor-on',
  summary: 'Have logging in ask for a code of an authenticator as well',
  description:
    'Prints what to set up an authenticator with, asks for a first code, and prints ten recovery codes: keep those on paper. Your other sessions end. Without a terminal it takes two steps.',
  options: {
    begin: flag('Only begin: the password is the first line of standard input'),
    confirm: flag('Only confirm: a first code is the first line of standard input'),
  },
  examples: [
    ['account two-factor-on'],
    ['account two-factor-on --begin --json < password.txt | jq -r .uri | qrencode -t ansi'],
    ['echo 123456 | larder account two-factor-on --confirm'],
  ],
  async run({ output, connect }, { begin, confirm }) {
    const { twoFactor } = (await connect()).accounts
    if (!confirm) {
      const [password = ''] = begin
        ? await readSecrets('--begin', ['the password'])
        : [await askSecret('Password', INSTEAD)]
      const setUp = await twoFactor.begin({ password })
      if (begin) return output.answer(setUp.uri, setUp)
      output.note(`Set up your authenticator with this key: ${setUp.secret}`)
      output.note(`As a link: ${setUp.uri}`)
    }
    const [code = ''] = confirm
      ? await readSecrets('--confirm', ['a code'])
      : [await ask('Code that it shows', INSTEAD)]
    const codes = await twoFactor.confirm({ code })
    await printCodes(output, codes.recoveryCodes)
    output.note(
      'Two-factor log-in is on. These recovery codes are not shown again: keep them safe.',
    )
  },
})
