import { defineGroup } from '../../command/define.ts'
import { listProfiles } from './list.ts'
import { removeProfile } from './remove.ts'
import { useProfile } from './use.ts'

export const profiles = defineGroup(
  'profiles',
  'Several servers or accounts side by side',
  [listProfiles, useProfile, removeProfile],
  'A profile is a server with who you are there. "larder login --profile work --url ..." makes one; --profile or LARDER_PROFILE chooses one for a single command.',
)
