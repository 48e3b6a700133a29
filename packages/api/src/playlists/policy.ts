import type { Actor } from '../access/credential.ts'
import { DomainError } from '../errors/map.ts'

/** What decides who sees a playlist. Whether they see a video in it is the video's own affair. */
export interface OwnedPlaylist {
  account_id: number
  privacy: 'public' | 'unlisted' | 'private'
  owner_disabled_at: string | null
  owner_leaves_at: string | null
}

/** Whether somebody who names a playlist sees it. */
export function maySeePlaylist(playlist: OwnedPlaylist, actor: Actor | null): boolean {
  if (isPlaylistOwner(playlist, actor)) return true
  const { privacy, owner_disabled_at, owner_leaves_at } = playlist
  return privacy !== 'private' && owner_disabled_at === null && owner_leaves_at === null
}

/** Only its owner changes a playlist. */
export function isPlaylistOwner(
  { account_id }: Pick<OwnedPlaylist, 'account_id'>,
  actor: Actor | null,
): boolean {
  return actor !== null && actor.accountId === account_id
}

/** What is answered for a playlist that is not there, and for one that is not for the caller. */
export function missingPlaylist(publicId: string): DomainError<'NOT_FOUND'> {
  return new DomainError('NOT_FOUND', { what: 'playlist', id: publicId })
}
