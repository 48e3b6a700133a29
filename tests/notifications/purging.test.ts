import { toldOfVideo } from '@larder/api/src/notifications/belongings.ts'
import { expect, test } from 'vitest'
import { startLarder } from '#harness'
import { insertChannel, insertVideo } from '../videos/insert-video.ts'

const larder = await startLarder()
const { database } = larder

test('Given a video with many comments that people were told of, when it is swept, then whom they were told to goes hundreds at a time', async () => {
  const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
  const { id: channel_id } = await insertChannel(database, { account_id: ada.accountId })
  const make = () => insertVideo({ database }, { channel_id })
  const [swept, kept] = [await make(), await make()]
  const about = (video: { id: number }, count: number) =>
    Array.from({ length: count }, (_, i) => ({
      about: `comment-${video.id}${i}`,
      account_id: bob.accountId,
      video_id: video.id,
    }))
  const rows = [...about(swept, 600), ...about(kept, 600)]
  await database.writer.insertInto('told').values(rows).execute()
  const sweep = () => database.transaction((db) => toldOfVideo(db, swept.id))
  expect([await sweep(), await sweep(), await sweep()]).toEqual([500, 100, 0])
  const left = await database.reader.selectFrom('told').select('video_id').execute()
  expect(left).toEqual(about(kept, 600).map(({ video_id }) => ({ video_id })))
})
