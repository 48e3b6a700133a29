import { defineCommand } from '../../command/define.ts'

export const whoami = defineCommand({
  name: 'whoami',
  summary: 'Show who you are signed in as, and where',
  examples: [['whoami'], ['whoami --json | jq -r .email']],
  async run({ output, settings, connect }) {
    const larder = await connect()
    const me = await larder.accounts.whoAmI()
    const { url, profileName: profile } = settings
    output.record({ ...me, url, profile }, [
      ['E-mail', me.email],
      ['Username', me.username],
      ['Name', me.displayName],
      ['Language', me.language],
      ['Time zone', me.timeZone],
      ['Role', me.role],
      ['May do', me.scopes.includes('*') ? 'everything' : me.scopes.join(', ')],
      ['Server', url],
      ['Profile', profile],
    ])
  },
})
