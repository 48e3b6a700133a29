import { randomUUID } from 'node:crypto'
import type { RouterOutputs } from '@larder/sdk'
import { expect, vi } from 'vitest'
import type { Person } from '#harness'
import { sha256 } from '../../files/uploads/put-file.ts'

export type Video = RouterOutputs['videos']['get']

const channels = new WeakMap<Person['larder'], Promise<{ id: number }>>()

function newChannel(larder: Person['larder']): Promise<{ id: number }> {
  return larder.channels.create({ handle: `c${randomUUID().slice(0, 12)}`, name: 'kitchen' })
}

/** Makes the entry of a video, on one channel for all of somebody's. */
export async function newVideo(
  { larder }: Pick<Person, 'larder'>,
  facts: { description?: string; privacy?: 'public' | 'private' } = {},
): Promise<Video> {
  const channel = channels.get(larder) ?? newChannel(larder)
  channels.set(larder, channel)
  const { id: channelId } = await channel
  return larder.videos.create({ channelId, title: 'a loaf', ...facts })
}

/** Uploads bytes for a video, and waits for what comes of them. */
export async function uploadClip(
  { larder }: Pick<Person, 'larder'>,
  bytes: Uint8Array,
  video?: Video,
): Promise<Video> {
  const { id } = video ?? (await newVideo({ larder }))
  await larder.files.upload(bytes, { name: 'clip.bin', video: id })
  return processed({ larder }, id, sha256(bytes))
}

/** Waits until a video is ready, or has failed, with the bytes of this hash. */
export async function processed(
  { larder }: Pick<Person, 'larder'>,
  id: string,
  hash?: string,
  timeout = 40_000,
): Promise<Video> {
  return vi.waitFor(
    async () => {
      if (hash !== undefined) {
        const known = await larder.videos.hasFile({ sha256: hash })
        expect(known).toMatchObject({ videoId: id, isIncoming: false })
      }
      const video = await larder.videos.get({ id })
      expect(['ready', 'failed']).toContain(video.state)
      return video
    },
    { timeout, interval: 50 },
  )
}
