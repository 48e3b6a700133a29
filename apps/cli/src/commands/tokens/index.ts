import { defineGroup } from '../../command/define.ts'
import { checkToken } from './check.ts'
import { createToken } from './create.ts'
import { listTokens } from './list.ts'
import { revokeToken } from './revoke.ts'

export const tokens = defineGroup('tokens', 'Access tokens for scripts', [
  listTokens,
  createToken,
  revokeToken,
  checkToken,
])
