import type { ExportFile, ExportScope } from '../leaving/export/define.ts'
import { jsonOf } from '../leaving/export/text.ts'
import { identitiesOf } from './identities/queries.ts'
import { profileOf } from './profile/queries.ts'
import { accountFrom, getAccount } from './queries.ts'

/** The account itself, and how one gets in: without anything that lets anybody in. */
export function filesOfAccount({ db, accountId }: ExportScope): ExportFile[] {
  return [
    {
      name: 'account.json',
      explains: {
        en: 'Your account and your profile: what you told Larder about yourself.',
        fr: 'Votre compte et votre profil : ce que vous avez dit de vous à Larder.',
      },
      read: () =>
        jsonOf(async () => {
          const account = await getAccount(db, accountId)
          return {
            ...accountFrom(account),
            ...(await profileOf(db, account)),
            emailVerifiedAt: account.email_verified_at,
            logInNotices: account.log_in_notices === 1,
          }
        }),
    },
    {
      name: 'sessions.json',
      explains: {
        en: 'Where you are signed in: device, address and when. Not the secret of a session.',
        fr: 'Où vous êtes connecté : appareil, adresse et quand. Sans le secret d’une session.',
      },
      read: () =>
        jsonOf(() =>
          db
            .selectFrom('sessions')
            .select(['device', 'address', 'created_at as createdAt'])
            .select(['last_seen_at as lastSeenAt', 'expires_at as expiresAt'])
            .where('account_id', '=', accountId)
            .orderBy('created_at')
            .execute(),
        ),
    },
    {
      name: 'access-tokens.json',
      explains: {
        en: 'Your access tokens, also those that were revoked: names and what they may do. Not the tokens themselves.',
        fr: 'Vos jetons d’accès, aussi ceux qui sont révoqués : noms et droits. Sans les jetons eux-mêmes.',
      },
      read: () => jsonOf(() => tokens({ db, accountId })),
    },
    {
      name: 'identities.json',
      explains: {
        en: 'The identities at other providers that you log in with.',
        fr: 'Les identités chez d’autres fournisseurs avec lesquelles vous vous connectez.',
      },
      read: () => jsonOf(() => identities({ db, accountId })),
    },
  ]
}

async function identities({ db, accountId }: Pick<ExportScope, 'db' | 'accountId'>) {
  const rows = await identitiesOf(db, accountId)
  return rows.map((row) => ({
    id: row.id,
    provider: row.provider,
    email: row.email,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }))
}

async function tokens({ db, accountId }: Pick<ExportScope, 'db' | 'accountId'>) {
  const rows = await db
    .selectFrom('access_tokens')
    .select(['id', 'name', 'scopes', 'created_at as createdAt'])
    .select(['expires_at as expiresAt', 'revoked_at as revokedAt'])
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, scopes: JSON.parse(row.scopes) as string[] }))
}
