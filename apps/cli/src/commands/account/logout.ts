import { defineCommand } from '../../command/define.ts'
import { flag } from '../../command/parameter.ts'
import { saveProfile } from '../../config/settings.ts'

export const logout = defineCommand({
  name: 'logout',
  summary: 'Sign out',
  description:
    'Ends the session on the server and forgets it here. A token is only forgotten; "larder tokens revoke" ends it.',
  options: {
    everywhere: flag('End all your sessions, on every device; access tokens stay valid'),
  },
  examples: [['logout'], ['logout --everywhere']],
  async run({ output, settings, connect }, { everywhere }) {
    const { configPath, profileName, profile, url } = settings
    if (profile?.token !== undefined && !everywhere) {
      saveProfile(configPath, profileName, { url: profile.url })
      return output.answer('The access token is forgotten.', { done: true })
    }
    const { accounts } = await connect()
    const done = everywhere ? await accounts.logOutEverywhere() : await accounts.logOut()
    output.answer(`You are signed out of ${url}${everywhere ? ', on every device' : ''}.`, done)
  },
})
