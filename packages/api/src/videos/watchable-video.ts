import type { Reader } from '@larder/db'
import type { Actor } from '../access/credential.ts'
import type { Scope } from '../access/scopes.ts'
import type { Visitor } from '../access/visitor.ts'
import { visitorFrom } from '../access/visitor.ts'
import { findActor } from '../accounts/queries.ts'
import { isTokenLive } from '../accounts/tokens/queries.ts'
import type { RequestContext } from '../context.ts'
import { DomainError } from '../errors/map.ts'
import { readGrant } from './grant.ts'
import { asksForPassword, mayWatch, missingVideo } from './policy.ts'
import type { VideoRow } from './queries.ts'
import { findVideo } from './queries.ts'

/**
 * A video that the caller may watch, and who they are. Throws NOT_FOUND, VIDEO_PASSWORD_NEEDED, and what
 * is wrong with a credential that did not help.
 */
export async function watchableVideo(
  ctx: RequestContext,
  { id, grant }: { id: string; grant?: string | undefined },
  /** In a command: its transaction, and what a token needs for it. */
  { db = ctx.database.reader, scope = 'videos:read' }: { db?: Reader; scope?: Scope } = {},
): Promise<{ video: VideoRow; visitor: Visitor }> {
  const visitor = visitorFrom(ctx, scope)
  const video = await findVideo(db, id)
  const now = ctx.clock.now()
  if (!video) throw visitor.refusal ?? missingVideo(id)
  const granted = await grantedBy(ctx, db, video, grant)
  const onlookers = [{ actor: visitor.actor, hasGrant: granted === 'anyone' }, ...asActor(granted)]
  if (onlookers.some((each) => mayWatch(video, { ...each, now }))) return { video, visitor }
  if (visitor.refusal) throw visitor.refusal
  if (asksForPassword(video, now)) throw new DomainError('VIDEO_PASSWORD_NEEDED', { videoId: id })
  throw missingVideo(id).withholding({ isForeign: true })
}

/**
 * Whom a grant lets watch a video: anyone who holds it, or somebody as whom its holder watches. It ends
 * with the access token that it was made with, and with the account.
 */
async function grantedBy(
  { keys, clock }: RequestContext,
  db: Reader,
  video: VideoRow,
  text: string | undefined,
): Promise<'anyone' | Actor | undefined> {
  const now = clock.now()
  const grant = readGrant(keys, video, { grant: text, now })
  if (!grant) return undefined
  const accountId = grant.accountId ?? video.owner_id
  if (grant.tokenId !== null && !(await isTokenLive(db, { accountId }, grant.tokenId, now))) {
    return undefined
  }
  if (grant.accountId === null) return 'anyone'
  const actor = await findActor(db, accountId)
  return actor?.standing === 'active' ? actor : undefined
}

function asActor(granted: 'anyone' | Actor | undefined): { actor: Actor; hasGrant: false }[] {
  return granted === undefined || granted === 'anyone' ? [] : [{ actor: granted, hasGrant: false }]
}
