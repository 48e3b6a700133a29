import type { Words } from './words.ts'

export const english: Words = {
  AccountRegistered: ({ isAdmin }) => (isAdmin ? 'registered as an administrator' : 'registered'),
  LoggedIn: () => 'logged in',
  LogInFailed: () => 'failed to log in',
  LogInBlocked: () => 'log-in blocked after too many wrong passwords',
  LoggedOut: () => 'logged out',
  LoggedOutEverywhere: () => 'logged out everywhere',
  SessionRevoked: ({ wasCurrent }) => (wasCurrent ? 'session ended' : 'another session ended'),
  PasswordChanged: () => 'password changed',
  PasswordResetRequested: () => 'new password asked for',
  PasswordReset: ({ tokensRevoked }) =>
    tokensRevoked === 0
      ? 'password set anew by mail'
      : `password set anew by mail, ${tokensRevoked} access tokens revoked`,
  EmailVerificationSent: () => 'verification of the address sent',
  EmailVerified: () => 'address verified',
  EmailChangeRequested: () => 'change of the address asked for',
  EmailChangeConfirmed: ({ side }) => `change of the address confirmed by the ${side}`,
  EmailChanged: () => 'address changed',
  AccountLeaving: ({ leavesAt }) => `account deleted, gone on ${leavesAt}`,
  AccountKept: () => 'account kept',
  AccountExported: () => 'everything of the account exported',
  AccountDeleted: () => 'account gone',
  AccessTokenCreated: ({ tokenId, scopes }) =>
    `access token ${tokenId} created for ${scopes.join(', ')}`,
  AccessTokenRevoked: ({ tokenId }) => `access token ${tokenId} revoked`,
  IdentityLinked: ({ provider }) => `identity at ${provider} linked`,
  IdentityUnlinked: ({ provider }) => `identity at ${provider} unlinked`,
  LoggedInWithIdentity: ({ provider }) => `logged in with ${provider}`,
  ProfileEdited: ({ changed }) => `profile changed: ${changed.join(', ')}`,

  AccountDisabled: () => 'account disabled',
  DisablingReasonGiven: ({ accountId, reason }) =>
    `account ${accountId} disabled because: ${reason}`,
  AccountEnabled: () => 'account enabled',
  AccountRoleChanged: ({ from, to }) => `role on the server changed from ${from} to ${to}`,

  LogInNoticesSwitched: ({ isOn }) => `notices of new log-ins switched ${isOn ? 'on' : 'off'}`,
  TwoFactorBegun: () => 'setting up an authenticator begun',
  TwoFactorSwitchedOn: () => 'two-factor log-in switched on',
  TwoFactorSwitchedOff: () => 'two-factor log-in switched off',
  RecoveryCodesReplaced: () => 'new recovery codes made',

  ServerInvitationCreated: ({ invitationId }) => `invitation ${invitationId} to the server made`,
  ServerInvitationRevoked: ({ invitationId }) =>
    `invitation ${invitationId} to the server taken back`,
  ServerInvitationUsed: ({ invitationId }) => `invitation ${invitationId} to the server used`,

  AccessRefused: ({ procedure, reason }) => `${procedure} refused: ${reason}`,
  RefusalsOmitted: ({ count }) => `${count} more refused`,

  ProductTypeAdded: ({ names }) => `product type ${quoted(Object.values(names))} added`,
  ProductTypeNamed: ({ from, to, language }) =>
    from === null
      ? `product type named "${to}" (${language})`
      : `product type renamed from "${from}" to "${to}" (${language})`,
  ProductTypePeriodSet: ({ from, to }) =>
    `usual time of a product type set from ${months(from)} to ${months(to)}`,
  ProductTypeRemoved: ({ names }) => `product type ${quoted(Object.values(names))} removed`,

  FreezerMovedAway: ({ name }) => `freezer "${name}" moved to another household`,

  OrganisationCreated: ({ kind, name }) => `${kind} "${name}" created`,
  OrganisationEdited: ({ from, to }) =>
    [
      ...(to.name === undefined ? [] : [`renamed from "${from.name}" to "${to.name}"`]),
      ...(to.timeZone === undefined ? [] : [`time zone set to ${to.timeZone}`]),
    ].join(', '),
  OrganisationDeleted: ({ kind, name }) => `${kind} "${name}" deleted`,
  OrganisationHandedOver: ({ from, to }) => `handed over by account ${from} to account ${to}`,
  MemberInvited: ({ role, by }) =>
    `somebody invited as ${role} ${by === 'email' ? 'by e-mail' : 'by a link'}`,
  InvitationWithdrawn: ({ invitationId }) => `invitation ${invitationId} withdrawn`,
  InvitationDeclined: ({ invitationId }) => `invitation ${invitationId} declined`,
  InvitationAccepted: ({ kind, role }) => `joined a ${kind} as ${role}`,
  MemberJoined: ({ accountId, role }) => `account ${accountId} joined as ${role}`,
  MemberRoleChanged: ({ accountId, from, to }) =>
    `account ${accountId} made ${to} instead of ${from}`,
  MemberLeft: ({ accountId }) => `account ${accountId} left`,
  MemberRemoved: ({ accountId }) => `account ${accountId} removed`,
  MembershipEnded: ({ kind, because }) =>
    ({
      left: `left a ${kind}`,
      removed: `removed from a ${kind}`,
      deleted: `no longer in a ${kind}: it was deleted`,
    })[because],

  AccountPictureSet: ({ fileId }) => `picture set: file ${fileId}`,
  AccountPictureRemoved: ({ fileId }) => `picture removed: file ${fileId}`,
  OrganisationPictureSet: ({ fileId }) => `picture set: file ${fileId}`,
  OrganisationPictureRemoved: ({ fileId }) => `picture removed: file ${fileId}`,
  ChannelCreated: ({ channelId }) => `channel ${channelId} created`,
  ChannelRestored: ({ channelId }) => `channel ${channelId} restored`,
  ChannelFollowed: ({ channelId }) => `channel ${channelId} followed`,
  ChannelUnfollowed: ({ channelId }) => `channel ${channelId} followed no more`,
  ChannelEdited: ({ channelId, changed }) => `channel ${channelId} changed: ${changed.join(', ')}`,
  ChannelPictureSet: ({ channelId, fileId }) =>
    `picture of channel ${channelId} set: file ${fileId}`,
  ChannelPictureRemoved: ({ channelId, fileId }) =>
    `picture of channel ${channelId} removed: file ${fileId}`,
  ChannelBannerSet: ({ channelId, fileId }) => `banner of channel ${channelId} set: file ${fileId}`,
  ChannelBannerRemoved: ({ channelId, fileId }) =>
    `banner of channel ${channelId} removed: file ${fileId}`,
  ChannelDeleted: ({ channelId, videos }) =>
    `channel ${channelId} put into the bin with ${videos} videos`,
  ChannelPurged: ({ channelId }) => `channel ${channelId} deleted for ever`,

  VideoCreated: ({ videoId }) => `video ${videoId} created`,
  VideoFileAttached: ({ videoId, fileId }) => `file ${fileId} came for video ${videoId}`,
  VideoReady: ({ videoId }) => `video ${videoId} ready`,
  VideoFailed: ({ videoId, failure }) => `video ${videoId} failed: ${failure}`,
  VideoFileReplaced: ({ videoId, fileId }) => `video ${videoId} replaced by file ${fileId}`,
  VideoReplacementFailed: ({ videoId, failure }) =>
    `video ${videoId} not replaced: ${failure}; the old file stays`,
  VideoRetried: ({ videoId }) => `video ${videoId} tried again`,
  ThumbnailAsked: ({ videoId }) => `thumbnail of video ${videoId} asked for`,
  ThumbnailChosen: ({ videoId, label }) => `${label} stands for video ${videoId}`,
  CaptionsPut: ({ videoId, language }) => `captions (${language}) of video ${videoId} put`,
  CaptionsRemoved: ({ videoId, language }) => `captions (${language}) of video ${videoId} removed`,
  VideoPublished: ({ videoId, publishedAt }) =>
    publishedAt === null
      ? `video ${videoId} not published any more`
      : `video ${videoId} published from ${publishedAt} on`,
  VideoPrivacyChanged: ({ videoId, from, to }) =>
    `privacy of video ${videoId} changed from ${from} to ${to}`,
  VideoRestored: ({ videoId }) => `video ${videoId} restored`,
  ReactionGiven: ({ videoId, reaction }) =>
    ({
      like: `video ${videoId} liked`,
      dislike: `video ${videoId} disliked`,
      none: `like or dislike of video ${videoId} taken back`,
    })[reaction],
  CommentAdded: ({ videoId, commentId, parentId }) =>
    parentId === null
      ? `comment ${commentId} on video ${videoId} added`
      : `reply ${commentId} to comment ${parentId} on video ${videoId} added`,
  CommentEdited: ({ videoId, commentId }) => `comment ${commentId} on video ${videoId} edited`,
  CommentDeleted: ({ videoId, commentId, by }) =>
    `comment ${commentId} on video ${videoId} deleted by the ${by === 'author' ? 'author' : 'owner of the video'}`,
  CommentsSwitched: ({ videoId, areOn }) =>
    `comments on video ${videoId} switched ${areOn ? 'on' : 'off'}`,

  NotificationAdded: ({ notificationId, kind }) => `notification ${notificationId}: ${kind}`,
  NotificationsRead: ({ notificationIds }) =>
    notificationIds === null
      ? 'all notifications read'
      : `notifications read: ${notificationIds.join(', ')}`,
  NotificationRemoved: ({ notificationId }) => `notification ${notificationId} removed`,
  NotificationChoicesSet: ({ kind, inApp, mail }) =>
    `notifications of "${kind}" chosen: ${inApp ? '' : 'not '}in the app, ${mail ? '' : 'not '}by mail`,
  FollowedFeedCreated: ({ feedId }) => `feed ${feedId} of what is followed created`,
  FollowedFeedRevoked: ({ feedId }) => `feed ${feedId} of what is followed revoked`,
  VideoEdited: ({ videoId, changed }) => `video ${videoId} changed: ${changed.join(', ')}`,
  VideoMoved: ({ videoId, from, to }) =>
    `video ${videoId} moved from channel ${from} to channel ${to}`,
  VideoDeleted: ({ videoId }) => `video ${videoId} put into the bin`,
  VideoPurged: ({ videoId }) => `video ${videoId} deleted for ever`,
  VideosMadePrivate: ({ organisationId, videos }) =>
    `${videos} videos for members of organisation ${organisationId} made private`,

  PlaylistCreated: ({ playlistId }) => `playlist ${playlistId} created`,
  PlaylistEdited: ({ playlistId, changed }) =>
    `playlist ${playlistId} changed: ${changed.join(', ')}`,
  PlaylistDeleted: ({ playlistId }) => `playlist ${playlistId} deleted`,
  PlaylistVideoAdded: ({ playlistId, videoId }) =>
    `video ${videoId} added to playlist ${playlistId}`,
  PlaylistVideoRemoved: ({ playlistId, videoId }) =>
    `video ${videoId} removed from playlist ${playlistId}`,
  PlaylistVideoMoved: ({ playlistId, videoId, from, to }) =>
    `video ${videoId} in playlist ${playlistId} moved from place ${from} to ${to}`,

  FileStored: ({ fileId, kind, size }) => `${kind} ${fileId} of ${size} bytes uploaded`,
  FileEdited: ({ fileId, changed }) => `file ${fileId} changed: ${changed.join(', ')}`,
  FileDeleted: ({ fileId, size }) => `file ${fileId} of ${size} bytes deleted`,

  WebhookAdded: ({ webhookId, host }) => `webhook ${webhookId} to ${host} added`,
  WebhookEdited: ({ webhookId, changed }) => `webhook ${webhookId} changed: ${changed.join(', ')}`,
  WebhookRemoved: ({ webhookId, host }) => `webhook ${webhookId} to ${host} removed`,
  WebhookSecretRotated: ({ webhookId }) => `secret of webhook ${webhookId} rotated`,
  WebhookDisabled: ({ webhookId }) => `webhook ${webhookId} switched off: its address is gone`,
  WebhookTested: ({ webhookId }) => `webhook ${webhookId} tested`,
  WebhookDeliveryResent: ({ webhookId, deliveryId }) =>
    `delivery ${deliveryId} of webhook ${webhookId} sent again`,
}

function quoted(names: string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}

function months(period: { min: number; max: number } | null): string {
  return period === null ? 'no limit' : `${period.min} to ${period.max} months`
}
