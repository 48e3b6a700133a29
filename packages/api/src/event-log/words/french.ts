import type { Words } from './words.ts'

export const french: Words = {
  AccountRegistered: ({ isAdmin }) =>
    isAdmin ? 'inscription comme administrateur' : 'inscription',
  LoggedIn: () => 'connexion',
  LogInFailed: () => 'échec de connexion',
  LogInBlocked: () => 'connexion bloquée après trop de mots de passe erronés',
  LoggedOut: () => 'déconnexion',
  LoggedOutEverywhere: () => 'déconnexion de tous les appareils',
  SessionRevoked: ({ wasCurrent }) => (wasCurrent ? 'session terminée' : 'autre session terminée'),
  PasswordChanged: () => 'mot de passe changé',
  PasswordResetRequested: () => 'nouveau mot de passe demandé',
  PasswordReset: ({ tokensRevoked }) =>
    tokensRevoked === 0
      ? 'mot de passe redéfini par e-mail'
      : `mot de passe redéfini par e-mail, ${tokensRevoked} jetons d’accès révoqués`,
  EmailVerificationSent: () => 'vérification de l’adresse envoyée',
  EmailVerified: () => 'adresse vérifiée',
  EmailChangeRequested: () => 'changement d’adresse demandé',
  EmailChangeConfirmed: ({ side }) =>
    `changement d’adresse confirmé par ${side === 'new address' ? 'la nouvelle adresse' : 'l’adresse actuelle'}`,
  EmailChanged: () => 'adresse changée',
  AccountLeaving: ({ leavesAt }) => `compte supprimé, disparaît le ${leavesAt}`,
  AccountKept: () => 'compte gardé',
  AccountExported: () => 'toutes les données du compte exportées',
  AccountDeleted: () => 'compte disparu',
  AccessTokenCreated: ({ tokenId, scopes }) =>
    `jeton d’accès ${tokenId} créé pour ${scopes.join(', ')}`,
  AccessTokenRevoked: ({ tokenId }) => `jeton d’accès ${tokenId} révoqué`,
  IdentityLinked: ({ provider }) => `identité chez ${provider} liée`,
  IdentityUnlinked: ({ provider }) => `identité chez ${provider} déliée`,
  LoggedInWithIdentity: ({ provider }) => `connexion avec ${provider}`,
  ProfileEdited: ({ changed }) => `profil modifié : ${changed.join(', ')}`,

  AccountDisabled: () => 'compte désactivé',
  DisablingReasonGiven: ({ accountId, reason }) => `compte ${accountId} désactivé : ${reason}`,
  AccountEnabled: () => 'compte réactivé',
  AccountRoleChanged: ({ from, to }) =>
    `rôle sur le serveur passé de ${roles[from]} à ${roles[to]}`,

  LogInNoticesSwitched: ({ isOn }) =>
    `avis de nouvelles connexions ${isOn ? 'activés' : 'désactivés'}`,
  TwoFactorBegun: () => 'configuration d’une application d’authentification commencée',
  TwoFactorSwitchedOn: () => 'connexion à deux facteurs activée',
  TwoFactorSwitchedOff: () => 'connexion à deux facteurs désactivée',
  RecoveryCodesReplaced: () => 'nouveaux codes de secours créés',

  ServerInvitationCreated: ({ invitationId }) => `invitation ${invitationId} au serveur créée`,
  ServerInvitationRevoked: ({ invitationId }) => `invitation ${invitationId} au serveur retirée`,
  ServerInvitationUsed: ({ invitationId }) => `invitation ${invitationId} au serveur utilisée`,

  AccessRefused: ({ procedure, reason }) => `${procedure} refusé : ${reason}`,
  RefusalsOmitted: ({ count }) => `${count} autres refus`,

  ProductTypeAdded: ({ names }) => `type de produit ${quoted(Object.values(names))} ajouté`,
  ProductTypeNamed: ({ from, to, language }) =>
    from === null
      ? `type de produit nommé « ${to} » (${language})`
      : `type de produit « ${from} » renommé en « ${to} » (${language})`,
  ProductTypePeriodSet: ({ from, to }) =>
    `durée habituelle d’un type de produit passée de ${months(from)} à ${months(to)}`,
  ProductTypeRemoved: ({ names }) => `type de produit ${quoted(Object.values(names))} supprimé`,

  FreezerMovedAway: ({ name }) => `congélateur « ${name} » passé à un autre foyer`,

  OrganisationCreated: ({ kind, name }) => `${sorte[kind]} « ${name} » : création`,
  OrganisationEdited: ({ from, to }) =>
    [
      ...(to.name === undefined ? [] : [`renommé de « ${from.name} » en « ${to.name} »`]),
      ...(to.timeZone === undefined ? [] : [`fuseau horaire : ${to.timeZone}`]),
    ].join(', '),
  OrganisationDeleted: ({ kind, name }) => `${sorte[kind]} « ${name} » : suppression`,
  OrganisationHandedOver: ({ from, to }) => `cédé par le compte ${from} au compte ${to}`,
  MemberInvited: ({ role, by }) =>
    `invitation comme ${fonction[role]} ${by === 'email' ? 'par courriel' : 'par un lien'}`,
  InvitationWithdrawn: ({ invitationId }) => `invitation ${invitationId} retirée`,
  InvitationDeclined: ({ invitationId }) => `invitation ${invitationId} déclinée`,
  InvitationAccepted: ({ kind, role }) =>
    `entrée dans un groupe (${sorte[kind]}) comme ${fonction[role]}`,
  MemberJoined: ({ accountId, role }) => `arrivée du compte ${accountId} comme ${fonction[role]}`,
  MemberRoleChanged: ({ accountId, from, to }) =>
    `compte ${accountId} : ${fonction[to]} au lieu de ${fonction[from]}`,
  MemberLeft: ({ accountId }) => `départ du compte ${accountId}`,
  MemberRemoved: ({ accountId }) => `exclusion du compte ${accountId}`,
  MembershipEnded: ({ kind, because }) =>
    ({
      left: `départ d'un groupe (${sorte[kind]})`,
      removed: `exclusion d'un groupe (${sorte[kind]})`,
      deleted: `fin d'un groupe (${sorte[kind]}) : il a été supprimé`,
    })[because],

  AccountPictureSet: ({ fileId }) => `image choisie : fichier ${fileId}`,
  AccountPictureRemoved: ({ fileId }) => `image retirée : fichier ${fileId}`,
  OrganisationPictureSet: ({ fileId }) => `image choisie : fichier ${fileId}`,
  OrganisationPictureRemoved: ({ fileId }) => `image retirée : fichier ${fileId}`,
  ChannelCreated: ({ channelId }) => `chaîne ${channelId} : création`,
  ChannelRestored: ({ channelId }) => `chaîne ${channelId} : restauration`,
  ChannelFollowed: ({ channelId }) => `chaîne ${channelId} : abonnement`,
  ChannelUnfollowed: ({ channelId }) => `chaîne ${channelId} : désabonnement`,
  ChannelEdited: ({ channelId, changed }) => `chaîne ${channelId} modifiée : ${changed.join(', ')}`,
  ChannelPictureSet: ({ channelId, fileId }) =>
    `image de la chaîne ${channelId} choisie : fichier ${fileId}`,
  ChannelPictureRemoved: ({ channelId, fileId }) =>
    `image de la chaîne ${channelId} retirée : fichier ${fileId}`,
  ChannelBannerSet: ({ channelId, fileId }) =>
    `bannière de la chaîne ${channelId} choisie : fichier ${fileId}`,
  ChannelBannerRemoved: ({ channelId, fileId }) =>
    `bannière de la chaîne ${channelId} retirée : fichier ${fileId}`,
  ChannelDeleted: ({ channelId, videos }) =>
    `chaîne ${channelId} mise à la corbeille avec ${videos} vidéos`,
  ChannelPurged: ({ channelId }) => `chaîne ${channelId} supprimée définitivement`,

  VideoCreated: ({ videoId }) => `vidéo ${videoId} : création`,
  VideoFileAttached: ({ videoId, fileId }) => `vidéo ${videoId} : fichier ${fileId} reçu`,
  VideoReady: ({ videoId }) => `vidéo ${videoId} : prête`,
  VideoFailed: ({ videoId, failure }) => `vidéo ${videoId} : échec (${failure})`,
  VideoFileReplaced: ({ videoId, fileId }) =>
    `vidéo ${videoId} : remplacée par le fichier ${fileId}`,
  VideoReplacementFailed: ({ videoId, failure }) =>
    `vidéo ${videoId} : remplacement échoué (${failure}), l’ancien fichier reste`,
  VideoRetried: ({ videoId }) => `vidéo ${videoId} : nouvel essai`,
  ThumbnailAsked: ({ videoId }) => `vidéo ${videoId} : vignette demandée`,
  ThumbnailChosen: ({ videoId, label }) => `vidéo ${videoId} : vignette ${label}`,
  CaptionsPut: ({ videoId, language }) => `vidéo ${videoId} : sous-titres (${language})`,
  CaptionsRemoved: ({ videoId, language }) =>
    `vidéo ${videoId} : sous-titres (${language}) retirés`,
  VideoPublished: ({ videoId, publishedAt }) =>
    publishedAt === null
      ? `vidéo ${videoId} retirée de la publication`
      : `vidéo ${videoId} publiée à partir du ${publishedAt}`,
  VideoPrivacyChanged: ({ videoId, from, to }) =>
    `vidéo ${videoId} : visibilité changée de ${from} à ${to}`,
  VideoRestored: ({ videoId }) => `vidéo ${videoId} : restauration`,
  ReactionGiven: ({ videoId, reaction }) =>
    ({
      like: `vidéo ${videoId} aimée`,
      dislike: `vidéo ${videoId} pas aimée`,
      none: `avis sur la vidéo ${videoId} retiré`,
    })[reaction],
  CommentAdded: ({ videoId, commentId, parentId }) =>
    parentId === null
      ? `commentaire ${commentId} ajouté à la vidéo ${videoId}`
      : `réponse ${commentId} au commentaire ${parentId} ajoutée à la vidéo ${videoId}`,
  CommentEdited: ({ videoId, commentId }) =>
    `commentaire ${commentId} de la vidéo ${videoId} modifié`,
  CommentDeleted: ({ videoId, commentId, by }) =>
    `commentaire ${commentId} de la vidéo ${videoId} supprimé par ${by === 'author' ? 'son auteur' : 'le propriétaire de la vidéo'}`,
  CommentsSwitched: ({ videoId, areOn }) =>
    `commentaires de la vidéo ${videoId} ${areOn ? 'activés' : 'désactivés'}`,

  NotificationAdded: ({ notificationId, kind }) => `notification ${notificationId} : ${kind}`,
  NotificationsRead: ({ notificationIds }) =>
    notificationIds === null
      ? 'toutes les notifications lues'
      : `notifications lues : ${notificationIds.join(', ')}`,
  NotificationRemoved: ({ notificationId }) => `notification ${notificationId} retirée`,
  NotificationChoicesSet: ({ kind, inApp, mail }) =>
    `notifications « ${kind} » : ${inApp ? '' : 'pas '}dans l’application, ${mail ? '' : 'pas '}par courriel`,
  FollowedFeedCreated: ({ feedId }) => `flux ${feedId} des abonnements créé`,
  FollowedFeedRevoked: ({ feedId }) => `flux ${feedId} des abonnements révoqué`,
  VideoEdited: ({ videoId, changed }) => `vidéo ${videoId} modifiée : ${changed.join(', ')}`,
  VideoMoved: ({ videoId, from, to }) =>
    `vidéo ${videoId} déplacée de la chaîne ${from} à la chaîne ${to}`,
  VideoDeleted: ({ videoId }) => `vidéo ${videoId} mise à la corbeille`,
  VideoPurged: ({ videoId }) => `vidéo ${videoId} supprimée définitivement`,
  VideosMadePrivate: ({ organisationId, videos }) =>
    `${videos} vidéos pour les membres de l’organisation ${organisationId} rendues privées`,

  PlaylistCreated: ({ playlistId }) => `liste ${playlistId} : création`,
  PlaylistEdited: ({ playlistId, changed }) =>
    `liste ${playlistId} modifiée : ${changed.join(', ')}`,
  PlaylistDeleted: ({ playlistId }) => `liste ${playlistId} supprimée`,
  PlaylistVideoAdded: ({ playlistId, videoId }) =>
    `vidéo ${videoId} ajoutée à la liste ${playlistId}`,
  PlaylistVideoRemoved: ({ playlistId, videoId }) =>
    `vidéo ${videoId} retirée de la liste ${playlistId}`,
  PlaylistVideoMoved: ({ playlistId, videoId, from, to }) =>
    `vidéo ${videoId} de la liste ${playlistId} déplacée de la place ${from} à la place ${to}`,

  FileStored: ({ fileId, size }) => `fichier ${fileId} de ${size} octets envoyé`,
  FileEdited: ({ fileId, changed }) => `fichier ${fileId} modifié : ${changed.join(', ')}`,
  FileDeleted: ({ fileId, size }) => `fichier ${fileId} de ${size} octets supprimé`,

  WebhookAdded: ({ webhookId, host }) => `webhook ${webhookId} vers ${host} ajouté`,
  WebhookEdited: ({ webhookId, changed }) => `webhook ${webhookId} modifié : ${changed.join(', ')}`,
  WebhookRemoved: ({ webhookId, host }) => `webhook ${webhookId} vers ${host} supprimé`,
  WebhookSecretRotated: ({ webhookId }) => `secret du webhook ${webhookId} renouvelé`,
  WebhookDisabled: ({ webhookId }) => `webhook ${webhookId} désactivé : son adresse n’existe plus`,
  WebhookTested: ({ webhookId }) => `webhook ${webhookId} essayé`,
  WebhookDeliveryResent: ({ webhookId, deliveryId }) =>
    `livraison ${deliveryId} du webhook ${webhookId} renvoyée`,
}

const roles = { user: 'utilisateur', staff: 'équipe', admin: 'administrateur' } as const
const sorte = { household: 'foyer', company: 'entreprise' }

const fonction = { owner: 'propriétaire', admin: 'gérant', member: 'membre', viewer: 'lecteur' }

function quoted(names: string[]): string {
  return names.map((name) => `« ${name} »`).join(', ')
}

function months(period: { min: number; max: number } | null): string {
  return period === null ? 'illimitée' : `${period.min} à ${period.max} mois`
}
