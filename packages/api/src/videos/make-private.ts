import { sql } from 'kysely'
import { accountStream } from '../accounts/events.ts'
import type { AccessLost } from '../organisations/access-lost.ts'
import { VideosMadePrivate } from './events.ts'

/**
 * Makes the videos that members of an organisation watch private to owners who are in it no more. A
 * video is its owner's: it neither stays behind with the others, nor keeps an organisation from going.
 */
export const makePrivate: AccessLost = async ({ db, record }, { organisationId, accountId }) => {
  let concerned = db
    .selectFrom('videos as video')
    .innerJoin('channels as channel', 'channel.id', 'video.channel_id')
    .select(['channel.account_id as ownerId', sql<number>`count(*)`.as('videos')])
    .where('video.organisation_id', '=', organisationId)
    .groupBy('channel.account_id')
    .orderBy('channel.account_id')
  if (accountId !== 'everybody') concerned = concerned.where('channel.account_id', '=', accountId)
  for (const { ownerId, videos } of await concerned.execute()) {
    await db
      .updateTable('videos')
      .set((eb) => ({
        privacy: 'private' as const,
        organisation_id: null,
        access_version: eb('access_version', '+', 1),
      }))
      .where('organisation_id', '=', organisationId)
      .where('channel_id', 'in', (eb) =>
        eb.selectFrom('channels').select('channels.id').where('channels.account_id', '=', ownerId),
      )
      .execute()
    await record(accountStream(ownerId), VideosMadePrivate({ organisationId, videos }))
  }
}
