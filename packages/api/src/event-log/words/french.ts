import type { Words } from './words.ts'

export const french: Words = {
  AccountRegistered: ({ isAdmin }) =>
    isAdmin ? 'inscription comme administrateur' : 'inscription',
  LoggedIn: () => 'connexion',
  LogInFailed: () => 'échec de connexion',
  LoggedOut: () => 'déconnexion',
  LoggedOutEverywhere: () => 'déconnexion de tous les appareils',
  PasswordChanged: () => 'mot de passe changé',
  AccessTokenCreated: ({ tokenId, scopes }) =>
    `jeton d’accès ${tokenId} créé pour ${scopes.join(', ')}`,
  AccessTokenRevoked: ({ tokenId }) => `jeton d’accès ${tokenId} révoqué`,

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

  WebhookAdded: ({ webhookId, host }) => `webhook ${webhookId} vers ${host} ajouté`,
  WebhookEdited: ({ webhookId, changed }) => `webhook ${webhookId} modifié : ${changed.join(', ')}`,
  WebhookRemoved: ({ webhookId, host }) => `webhook ${webhookId} vers ${host} supprimé`,
  WebhookSecretRotated: ({ webhookId }) => `secret du webhook ${webhookId} renouvelé`,
  WebhookDisabled: ({ webhookId }) => `webhook ${webhookId} désactivé : son adresse n’existe plus`,
  WebhookTested: ({ webhookId }) => `webhook ${webhookId} essayé`,
  WebhookDeliveryResent: ({ webhookId, deliveryId }) =>
    `livraison ${deliveryId} du webhook ${webhookId} renvoyée`,
}

function quoted(names: string[]): string {
  return names.map((name) => `« ${name} »`).join(', ')
}

function months(period: { min: number; max: number } | null): string {
  return period === null ? 'illimitée' : `${period.min} à ${period.max} mois`
}
