import { defineCommand } from '../../../command/define.ts'

export const sendVerification = defineCommand({
  name: 'send-verification',
  summary: 'Have a token mailed to you that verifies your address',
  examples: [['account send-verification']],
  async run({ output, connect }) {
    const { accounts } = await connect()
    const done = await accounts.email.sendVerification()
    output.answer('The mail is on its way. It says what to type.', done)
  },
})
