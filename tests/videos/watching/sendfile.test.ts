import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { freshDatabase, startLarder } from '#harness'
import { insertChannel, insertVideo } from '../insert-video.ts'

// Only what lies on a disk can be sent from there.
const place = { ...(await freshDatabase()), storageUrl: undefined }
const larder = await startLarder({ on: place, settings: { LARDER_SENDFILE: 'X-Accel-Redirect' } })

test('Given a web server in front, when a video is watched, then that sends it, to whom it may', async () => {
  const ada = await larder.person('ada')
  const { id: channel_id } = await insertChannel(larder.database, { account_id: ada.accountId })
  const video = { channel_id, privacy: 'private', bytes: randomBytes(5_000) } as const
  const { publicId } = await insertVideo(larder, video)
  const path = `${larder.url}/videos/${publicId}/stream`
  const headers = { authorization: `Bearer ${ada.session}`, range: 'bytes=0-9' }
  const answer = await fetch(path, { headers })
  expect([answer.status, await answer.text()]).toEqual([200, ''])
  expect(answer.headers.get('x-accel-redirect')).toMatch(/^\/larder-blobs\/[0-9a-f]{2}\//)
  expect(answer.headers.get('content-type')).toBe('video/mp4')
  const own = await fetch(path, { headers: { ...headers, 'if-range': '"another"' } })
  expect([own.status, (await own.arrayBuffer()).byteLength]).toEqual([200, 5_000])
  const refused = await fetch(path)
  expect([refused.status, refused.headers.has('x-accel-redirect')]).toEqual([404, false])
  await refused.text()
})
