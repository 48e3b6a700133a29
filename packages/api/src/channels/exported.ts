import type { ExportFile, ExportScope } from '../leaving/export/define.ts'
import { jsonArray, pagesAfter } from '../leaving/export/text.ts'

/** The channels of an account, and those that it follows. */
export function filesOfChannels(scope: ExportScope): ExportFile[] {
  return [
    {
      name: 'channels.json',
      explains: {
        en: 'Your channels, also those in the bin.',
        fr: 'Vos chaînes, aussi celles qui sont à la corbeille.',
      },
      read: () => jsonArray(ownChannels(scope)),
    },
    {
      name: 'follows.json',
      explains: {
        en: 'The channels that you follow, and since when.',
        fr: 'Les chaînes que vous suivez, et depuis quand.',
      },
      read: () => jsonArray(followed(scope)),
    },
  ]
}

function ownChannels(scope: ExportScope): AsyncGenerator<object[]> {
  const read = (after: number, limit: number) =>
    scope.db
      .selectFrom('channels')
      .select(['id', 'handle', 'name', 'description', 'follower_count as followers'])
      .select(['created_at as createdAt', 'deleted_at as deletedAt'])
      .where('account_id', '=', scope.accountId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute()
  return pagesAfter(scope, read, ({ id }) => id)
}

function followed(scope: ExportScope): AsyncGenerator<object[]> {
  const read = (after: number, limit: number) =>
    scope.db
      .selectFrom('follows')
      .innerJoin('channels', 'channels.id', 'follows.channel_id')
      .select(['follows.channel_id as channelId', 'channels.handle', 'follows.created_at as since'])
      .where('follows.account_id', '=', scope.accountId)
      .where('follows.channel_id', '>', after)
      .orderBy('follows.channel_id')
      .limit(limit)
      .execute()
  return pagesAfter(scope, read, ({ channelId }) => channelId)
}
