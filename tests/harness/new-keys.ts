import { randomBytes } from 'node:crypto'
import type { Keys } from '@larder/api'
import { keysFrom } from '@larder/api'

/** The keys of a server that starts for the first time. */
export function newKeys(): Keys {
  return keysFrom(randomBytes(32))
}
