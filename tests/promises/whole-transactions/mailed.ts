import { randomBytes, randomUUID } from 'node:crypto'
import { createServices, keysFrom } from '@larder/api'
import type { LinkPurpose } from '@larder/api/src/accounts/links/queries.ts'
import { confirmSide, issueLink, linkToMail } from '@larder/api/src/accounts/links/queries.ts'
import {
  keepRegistration,
  registrationToMail,
} from '@larder/api/src/accounts/registration/queries.ts'
import type { Place } from './home.ts'
import { Home } from './home.ts'

/** What the server in this process derives its secrets from. */
export const keys = keysFrom(randomBytes(32))

/** The token of a registration that waits to be confirmed. */
export async function registration({ database }: Place): Promise<string> {
  const account = {
    email: `eve.${randomUUID()}@example.org`,
    passwordHash: 'none',
    displayName: 'eve',
    language: 'en',
    timeZone: 'UTC',
    invitationId: null,
  }
  const registrationId = await database.transaction((db) =>
    keepRegistration(db, account, new Date()),
  )
  const services = createServices(database, { keys })
  return (await registrationToMail(services, { registrationId }))?.token ?? ''
}

/** The token of a link that was mailed to somebody. */
export async function link({ place }: Home, purpose: LinkPurpose): Promise<string> {
  const eve = await Home.at(place)
  return issue(place, await accountIdOf(eve), purpose)
}

/** The token with which the second side confirms a change of address. */
export async function change({ place }: Home): Promise<string> {
  const accountId = await accountIdOf(await Home.at(place))
  await issue(place, accountId, 'change from')
  await place.database.transaction(async (db) => {
    const first = await db
      .selectFrom('account_links')
      .selectAll()
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow()
    await confirmSide(db, first, new Date())
  })
  return issue(place, accountId, 'change to')
}

async function issue(
  { database }: Place,
  accountId: number,
  purpose: LinkPurpose,
): Promise<string> {
  const newEmail = `eve.${randomUUID()}@example.org`
  const linkId = await database.transaction((db) =>
    issueLink(db, { accountId, purpose, newEmail }, new Date()),
  )
  return (await linkToMail(createServices(database, { keys }), { linkId }))?.token ?? ''
}

async function accountIdOf({ place, email }: Home): Promise<number> {
  const account = place.database.reader.selectFrom('accounts').select('id')
  return (await account.where('email', '=', email).executeTakeFirstOrThrow()).id
}
