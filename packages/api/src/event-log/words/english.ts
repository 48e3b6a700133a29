import type { Words } from './words.ts'

export const english: Words = {
  AccountRegistered: ({ isAdmin }) => (isAdmin ? 'registered as an administrator' : 'registered'),
  LoggedIn: () => 'logged in',
  LogInFailed: () => 'failed to log in',
  LoggedOut: () => 'logged out',
  LoggedOutEverywhere: () => 'logged out everywhere',
  PasswordChanged: () => 'password changed',
  AccessTokenCreated: ({ tokenId, scopes }) =>
    `access token ${tokenId} created for ${scopes.join(', ')}`,
  AccessTokenRevoked: ({ tokenId }) => `access token ${tokenId} revoked`,

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
