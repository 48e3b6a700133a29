import { createHmac } from 'node:crypto'
import type { Actor } from '../../access/credential.ts'
import { networkOf } from '../../access/network.ts'
import type { RequestContext } from '../../context.ts'

/**
 * What stands for a viewer of a video: of an account that, of anybody else the network with what the
 * program calls itself. Keyed, so that nobody tries addresses against the table, and another one for each
 * video, so that the table does not tell what one and the same viewer watched.
 */
export function viewerOf(
  { keys, request }: Pick<RequestContext, 'keys' | 'request'>,
  { videoId, actor }: { videoId: number; actor: Actor | null },
): string {
  const who = actor
    ? ['account', actor.accountId]
    : ['device', networkOf(request.address), request.device]
  return createHmac('sha256', keys.derive('video viewers', ''))
    .update(JSON.stringify([videoId, ...who]))
    .digest('hex')
}
