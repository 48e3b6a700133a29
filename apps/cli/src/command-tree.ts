import type { CommandDefinition, GroupDefinition, TopicDefinition } from './command/define.ts'
import { account } from './commands/account/index.ts'
import { login } from './commands/account/login.ts'
import { logout } from './commands/account/logout.ts'
import { password } from './commands/account/password.ts'
import { register } from './commands/account/register.ts'
import { whoami } from './commands/account/whoami.ts'
import { admin } from './commands/admin/index.ts'
import { call } from './commands/call.ts'
import { channels } from './commands/channels/index.ts'
import { completion } from './commands/completion.ts'
import { events } from './commands/events/index.ts'
import { exportCommand } from './commands/export.ts'
import { files } from './commands/files/index.ts'
import { follow } from './commands/follow.ts'
import { freezers } from './commands/freezers/index.ts'
import { importCommand } from './commands/import.ts'
import { notifications } from './commands/notifications/index.ts'
import { orgs } from './commands/orgs/index.ts'
import { playlists } from './commands/playlists/index.ts'
import { products } from './commands/products/index.ts'
import { profiles } from './commands/profiles/index.ts'
import { suggest } from './commands/suggest.ts'
import { tokens } from './commands/tokens/index.ts'
import { trends } from './commands/trends.ts'
import { types } from './commands/types/index.ts'
import { redo } from './commands/undo/redo.ts'
import { undo } from './commands/undo/undo.ts'
import { unfollow } from './commands/unfollow.ts'
import { videos } from './commands/videos/index.ts'
import { webhooks } from './commands/webhooks/index.ts'
import { environmentTopic } from './topics/environment.ts'
import { exitCodesTopic } from './topics/exit-codes.ts'
import { filtersTopic } from './topics/filters.ts'
import { outputTopic } from './topics/output.ts'

type Entry = CommandDefinition | GroupDefinition | TopicDefinition

/** Every command under its heading of the help, in the order in which people need them. */
export const commandTree: Record<string, readonly Entry[]> = {
  'Freezers:': [
    products,
    freezers,
    undo,
    redo,
    types,
    suggest,
    trends,
    importCommand,
    exportCommand,
  ],
  'Files:': [files],
  'Videos:': [videos, channels, follow, unfollow, playlists, notifications],
  'Sharing:': [orgs],
  'Account:': [register, login, logout, whoami, password, account, tokens, profiles],
  'Administration:': [admin],
  'Scripts:': [events, webhooks, call, completion],
  'More help:': [outputTopic, filtersTopic, environmentTopic, exitCodesTopic],
}
