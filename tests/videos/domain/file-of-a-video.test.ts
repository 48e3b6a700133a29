import { randomBytes } from 'node:crypto'
import { filesOfVideos } from '@larder/db/src/migrations/0032-files-of-videos.ts'
import { describe, expect, test } from 'vitest'
import { carryOut, startLarder } from '#harness'
import { storeFile } from '../../files/store-file.ts'
import { makeClip } from '../clips/clip.ts'
import { insertChannel, insertVideo } from '../insert-video.ts'
import { newVideo, processed, uploadClip } from '../processing/new-video.ts'

const larder = await startLarder()
const { database } = larder
const ada = await larder.person('ada')
const { files, videos } = ada.larder
const inUse = { reason: 'FILE_IN_USE', details: { use: 'video' } }
let seed = 3_200

async function statusOf(path: string): Promise<number> {
  const answer = await fetch(larder.url + path)
  await answer.bytes()
  return answer.status
}

/** A film of ada's that is for everyone, as a file, with a link to it. */
async function publicFilm() {
  const { id } = await files.upload(await makeClip({ seed: seed++ }), { as: 'video' })
  const { path: link } = await files.link({ id })
  await files.edit({ id, audience: 'everyone' })
  expect([await statusOf(`/files/${id}`), await statusOf(link)]).toEqual([200, 200])
  return { id, link }
}

/** How often it was told that a file was edited. */
async function timesEdited(fileId: number): Promise<number> {
  const { items } = await ada.larder.events.list({ limit: 200 })
  return items.filter(
    ({ type, payload }) =>
      type === 'FileEdited' && (payload as { fileId: number }).fileId === fileId,
  ).length
}

describe('Given a film that everyone may read as a file', () => {
  test('when a private video gets it, then nobody else reads it, by its links either', async () => {
    const { id: fileId, link } = await publicFilm()
    const { id } = await newVideo(ada, { privacy: 'private' })
    await videos.setFile({ id, fileId })
    expect(await statusOf(`/files/${fileId}`)).toBe(401)
    expect(await statusOf(link)).toBe(403)
    expect((await files.get({ id: fileId })).audience).toBe('owner')
    expect(await timesEdited(fileId)).toBe(2)
    await expect(files.link({ id: fileId })).rejects.toMatchObject(inUse)
    const { state } = await processed(ada, id)
    expect(state).toBe('ready')
    const { renditions } = await files.get({ id: fileId })
    expect(renditions.length).toBeGreaterThan(0)
    for (const { label } of renditions) {
      expect(await statusOf(`/files/${fileId}/${label}`)).toBe(401)
      await expect(files.link({ id: fileId, rendition: label })).rejects.toMatchObject(inUse)
    }
  })

  test('when it is to replace what a video has, then nobody else reads it either', async () => {
    const video = await uploadClip(ada, await makeClip({ seed: seed++ }))
    const { id: fileId, link } = await publicFilm()
    await videos.setFile({ id: video.id, fileId })
    expect([await statusOf(`/files/${fileId}`), await statusOf(link)]).toEqual([401, 403])
  })
})

describe('Given files that an earlier version left for everyone', () => {
  test('when it is migrated, then those of videos are for their owner, and no other is', async () => {
    const { id: channelId } = await insertChannel(database, { account_id: ada.accountId })
    const left = () =>
      storeFile(larder, {
        ...{ account_id: ada.accountId, kind: 'video', audience: 'everyone' },
        bytes: randomBytes(50),
      })
    const [own, incoming, loose] = [await left(), await left(), await left()]
    await insertVideo(larder, {
      ...{ channel_id: channelId, privacy: 'private' },
      ...{ file_id: own, incoming_file_id: incoming },
    })
    // Before it is migrated as well.
    expect([await statusOf(`/files/${own}`), await statusOf(`/files/${incoming}`)]).toEqual([
      401, 401,
    ])
    await carryOut(database, filesOfVideos)
    const audiences = await Promise.all(
      [own, incoming, loose].map(async (id) => (await files.get({ id })).audience),
    )
    expect(audiences).toEqual(['owner', 'owner', 'everyone'])
    expect(await statusOf(`/files/${loose}`)).toBe(200)
  })
})
