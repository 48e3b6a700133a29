import type { Case, Visitor } from './scene.ts'
import type { Surface } from './surfaces.ts'

// The rules once more, as a table and in other words than in the policy.

const watchers: Record<NonNullable<Case['privacy']>, Visitor['kind'][] | 'all'> = {
  public: 'all',
  unlisted: 'all',
  private: ['owner', 'holder of a good grant'],
  members: ['owner', 'member', 'holder of a good grant'],
  password: ['owner', 'holder of a good grant'],
}

const finders: Record<NonNullable<Case['privacy']>, Visitor['kind'][] | 'all'> = {
  public: 'all',
  unlisted: ['owner'],
  private: ['owner'],
  members: ['owner', 'member'],
  password: ['owner'],
}

/** Whether a surface shows a video to somebody; undefined: it is not asked. */
export function isExpected(
  surface: Surface['kind'],
  visitor: Visitor,
  video: Case,
): boolean | undefined {
  const isOwners = visitor.kind === 'owner' && video.isAdas
  const among = (kinds: typeof finders, as = visitor.kind) => {
    if (video.privacy === null) return false
    const allowed = kinds[video.privacy]
    return allowed === 'all' || allowed.includes(as)
  }
  switch (surface) {
    case 'watch':
      return isOwners || among(watchers)
    case 'listed':
      // Nobody hands a list their grants.
      return isOwners || (visitor.kind !== 'holder of a good grant' && among(watchers))
        ? true
        : among(watchers, 'stranger')
    case 'find':
      return among(finders)
    case 'told':
      return isOwners || among(finders)
    case 'everyone':
      return among(finders, 'anonymous')
    case 'feed':
      return visitor.feed !== null && among(finders)
    case 'own':
      return isOwners ? undefined : false
    case 'file':
      // Purging a video takes its file with it, and these were only said to be purged.
      return visitor.kind === 'owner' && video.name.startsWith('purged') ? undefined : isOwners
    case 'mine':
      return isOwners && !video.name.includes('in the bin')
  }
}
