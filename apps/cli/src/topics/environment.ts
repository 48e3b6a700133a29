import { defineTopic } from '../command/define.ts'

export const environmentTopic = defineTopic(
  'environment',
  'Environment variables and the configuration file',
  `Environment variables

  LARDER_URL       the server
  LARDER_TOKEN     an access token, used in place of the session that is kept
  LARDER_PROFILE   the profile
  LARDER_HOUSEHOLD the household, by id or name, for those who are in several
  LARDER_CONFIG    the configuration file (default: $XDG_CONFIG_HOME/larder/config.json,
                   else ~/.config/larder/config.json)
  LARDER_RETRIES   how often a call that may be repeated is tried again when the server is
                   down or asks to wait, 0 to 9 (default: 2)
  NO_COLOR         any value: no colours, as --no-color

Options win over the environment, and the environment over the configuration file.

The configuration file holds the profiles: for each a server, and the session or token with
which you are signed in there. Nobody else may read it (mode 0600), or it is refused. A
credential that is kept is only ever sent to the server it is for, whatever --url says.

Which uploads are unfinished is kept in $XDG_STATE_HOME/larder, else ~/.local/state/larder.
`,
)
