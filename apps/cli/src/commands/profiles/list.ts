import { defineCommand } from '../../command/define.ts'
import { readConfig } from '../../config/config-file.ts'

export const listProfiles = defineCommand({
  name: 'list',
  summary: 'List the profiles and the one in use',
  examples: [['profiles list']],
  async run({ output, settings }) {
    const { profiles } = readConfig(settings.configPath)
    const rows = Object.entries(profiles).map(([name, { url, session, token }]) => ({
      name,
      url,
      inUse: name === settings.profileName,
      credential: session ? 'session' : token ? 'token' : null,
    }))
    await output.list(rows, {
      columns: [
        { title: 'PROFILE', value: ({ name, inUse }) => (inUse ? `${name} *` : name) },
        { title: 'SERVER', value: ({ url }) => url },
        { title: 'SIGNED IN WITH', value: ({ credential }) => credential ?? 'nothing' },
      ],
      empty: 'There is no profile yet: "larder login" makes one.',
    })
  },
})
