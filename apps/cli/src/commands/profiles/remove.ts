import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { requireProfile } from '../../config/require-profile.ts'
import { changeConfig } from '../../config/settings.ts'

export const removeProfile = defineCommand({
  name: 'remove',
  summary: 'Forget a profile and what it is signed in with',
  description: 'The session is not ended on the server: "larder logout" does that.',
  arguments: { profile: required('Its name') },
  examples: [['profiles remove work']],
  async run({ output, settings }, { profile }) {
    changeConfig(settings.configPath, (config) => {
      requireProfile(config, profile)
      const { [profile]: _, ...profiles } = config.profiles
      return { ...config, profiles }
    })
    output.answer(`The profile "${profile}" is forgotten.`, { profile })
  },
})
