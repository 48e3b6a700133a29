import { accounts } from './0001-accounts.ts'
import { organisations } from './0002-organisations.ts'
import { eventLog } from './0003-event-log.ts'
import { freezers } from './0004-freezers.ts'
import { productTypes } from './0005-product-types.ts'
import { projections } from './0006-projections.ts'
import { webhooks } from './0007-webhooks.ts'
import { eventOrigins } from './0008-event-origins.ts'
import { profiles } from './0009-profiles.ts'
import { accountLinks } from './0010-account-links.ts'
import { guesses } from './0011-guesses.ts'
import { twoFactor } from './0012-two-factor.ts'
import { registrationInvitations } from './0013-registration-invitations.ts'
import { identities } from './0014-identities.ts'
import { organisationInvitations } from './0015-organisation-invitations.ts'
import { administration } from './0016-administration.ts'
import { files } from './0017-files.ts'
import { channels } from './0018-channels.ts'
import { videos } from './0019-videos.ts'
import { commentsAndReactions } from './0020-comments-and-reactions.ts'
import { notifications } from './0021-notifications.ts'
import { videoSearch } from './0022-video-search.ts'
import { playlists } from './0023-playlists.ts'
import { watching } from './0024-watching.ts'
import { trending } from './0025-trending.ts'
import { answersHoldNobody } from './0026-answers-hold-nobody.ts'
import { replacingAVideo } from './0027-replacing-a-video.ts'
import { listsOfVideos } from './0029-lists-of-videos.ts'
import { tasksDueOfAKind } from './0030-tasks-due-of-a-kind.ts'
import { announcedToMembers } from './0031-announced-to-members.ts'
import { filesOfVideos } from './0032-files-of-videos.ts'
import type { Step } from './step.ts'

/**
 * Every migration in the order in which it runs, and that of their steps. What has landed stays as it is: a
 * new step goes into a new migration at the end. There is no 0028.
 */
export const migrations: Record<string, Step[]> = {
  '0001-accounts': accounts,
  '0002-organisations': organisations,
  '0003-event-log': eventLog,
  '0004-freezers': freezers,
  '0005-product-types': productTypes,
  '0006-projections': projections,
  '0007-webhooks': webhooks,
  '0008-event-origins': eventOrigins,
  '0009-profiles': profiles,
  '0010-account-links': accountLinks,
  '0011-guesses': guesses,
  '0012-two-factor': twoFactor,
  '0013-registration-invitations': registrationInvitations,
  '0014-identities': identities,
  '0015-organisation-invitations': organisationInvitations,
  '0016-administration': administration,
  '0017-files': files,
  '0018-channels': channels,
  '0019-videos': videos,
  '0020-comments-and-reactions': commentsAndReactions,
  '0021-notifications': notifications,
  '0022-video-search': videoSearch,
  '0023-playlists': playlists,
  '0024-watching': watching,
  '0025-trending': trending,
  '0026-answers-hold-nobody': answersHoldNobody,
  '0027-replacing-a-video': replacingAVideo,
  '0029-lists-of-videos': listsOfVideos,
  '0030-tasks-due-of-a-kind': tasksDueOfAKind,
  '0031-announced-to-members': announcedToMembers,
  '0032-files-of-videos': filesOfVideos,
}
