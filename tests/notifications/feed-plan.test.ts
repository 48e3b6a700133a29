import { createServices } from '@larder/api'
import { followedFeed } from '@larder/api/src/feeds/followed-feed.ts'
import { openDatabase } from '@larder/db'
import type { CompiledQuery } from 'kysely'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { afterwards, explain, noting, startLarder } from '#harness'
import { insertChannel, insertVideo } from '../videos/insert-video.ts'

const larder = await startLarder()
const database = openDatabase({ url: larder.databaseUrl })
afterwards(() => database.close())

/** Looking at every video, or at all that are not gone. */
const alongVideos =
  /SCAN video\b|SEARCH video USING INDEX \w+ \(purged_at=\?\)|"table":"video"[^}]*"type":"(?:ALL|index)"/

test('Given channels of which bob follows one, when his feed is asked for, then it goes from what he follows to videos', async () => {
  const ada = await larder.person('ada')
  const bob = await larder.person('bob')
  for (let channels = 0; channels < 20; channels++) {
    const { id } = await insertChannel(database, { account_id: ada.accountId })
    for (let videos = 0; videos < 20; videos++) {
      await insertVideo({ database }, { channel_id: id, file_id: null })
    }
    if (channels === 7) await bob.larder.channels.follow({ id })
  }
  if (database.engine === 'mysql') await sql`analyze table videos`.execute(database.writer)
  const { token } = await bob.larder.notifications.feeds.create({ name: 'reader' })
  const asked: CompiledQuery[] = []
  const { items } = await followedFeed(createServices(noting(database, asked)), token)
  expect(items).toHaveLength(20)
  const plans = asked.filter(({ sql }) => / as .video\W/i.test(sql))
  expect(plans.length).toBeGreaterThan(0)
  for (const query of plans) expect(await explain(database, query)).not.toMatch(alongVideos)
})

test('control: going along the videos is noticed', async () => {
  const all = database.writer.selectFrom('videos as video').selectAll().compile()
  expect(await explain(database, all)).toMatch(alongVideos)
})
