import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { requireProfile } from '../../config/require-profile.ts'
import { changeConfig } from '../../config/settings.ts'

export const useProfile = defineCommand({
  name: 'use',
  summary: 'Use a profile from now on',
  arguments: { profile: required('Its name') },
  examples: [['profiles use work']],
  async run({ output, settings }, { profile }) {
    changeConfig(settings.configPath, (config) => {
      requireProfile(config, profile)
      return { ...config, profile }
    })
    output.answer(`"${profile}" is in use from now on.`, { profile })
  },
})
