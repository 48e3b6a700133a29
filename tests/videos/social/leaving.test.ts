import { createServices, createStorage } from '@larder/api'
import { deleteAccount } from '@larder/api/src/leaving/delete-account.ts'
import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { dumpTables, startLarder } from '#harness'
import { insertChannel, insertVideo } from '../insert-video.ts'
import { miscounted } from './counted.ts'

const larder = await startLarder()
const { database } = larder

/** Deletes an account whose grace is over. */
async function leave({ accountId }: Person): Promise<void> {
  const leaves_at = new Date(Date.now() - 1_000).toISOString()
  const accounts = database.writer.updateTable('accounts').set({ leaves_at })
  await accounts.where('id', '=', accountId).execute()
  const storage = createStorage(larder.directory)
  await deleteAccount(createServices(database, { storage }), accountId)
}

async function world() {
  const [ada, bob, eve] = await Promise.all(['ada', 'bob', 'eve'].map((n) => larder.person(n)))
  if (!ada || !bob || !eve) throw new Error('Somebody is missing.')
  const { id } = await insertChannel(database, { account_id: ada.accountId })
  const { publicId: videoId } = await insertVideo({ database }, { channel_id: id })
  for (const { larder: each } of [bob, eve]) {
    await each.channels.follow({ id })
    await each.videos.react({ id: videoId, reaction: 'like' })
    await each.notifications.feeds.create({ name: 'reader' })
    await each.notifications.choices.set({ kind: 'comment', mail: true })
  }
  const { comments } = bob.larder.videos
  const answered = await comments.add({ videoId, text: 'a secret of bob' })
  const hers = await eve.larder.videos.comments.add({ videoId, text: 'two', parentId: answered.id })
  await comments.add({ videoId, text: 'another one of bob', parentId: hers.id })
  await comments.add({ videoId, text: 'a lonely one of bob' })
  return { ada, bob, eve, videoId, channelId: id }
}

describe('Given bob, who followed, liked, wrote and was told', () => {
  test('when he leaves, then all of it goes, a stone stays where eve replied, and the counts are right', async () => {
    const { ada, bob, eve, videoId } = await world()
    await leave(bob)
    expect(await miscounted(database)).toEqual([])
    expect(await ada.larder.videos.get({ id: videoId })).toMatchObject({ likes: 1, comments: 1 })
    const { items } = await eve.larder.videos.comments.list({ videoId })
    expect(items).toMatchObject([{ isDeleted: true, text: '', author: null, replies: 1 }])
    const tables = await dumpTables(database)
    expect(JSON.stringify(tables)).not.toContain('of bob')
    const naming = Object.entries(tables).filter(([, rows]) =>
      rows.some((row) => JSON.parse(row).account_id === bob.accountId),
    )
    // What he did stays in the log without his words; see tests/leaving.
    expect(naming.map(([name]) => name).filter((name) => name !== 'events')).toEqual([])
  })

  test('when ada leaves, then her video goes with all that others said of it and were told', async () => {
    const { ada, bob, channelId } = await world()
    await leave(ada)
    expect(await miscounted(database)).toEqual([])
    expect((await bob.larder.notifications.list()).items).toEqual([])
    const followed = await bob.larder.channels.followed()
    expect(followed.items.map(({ id }) => id)).not.toContain(channelId)
  })
})
