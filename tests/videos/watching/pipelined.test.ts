import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { residentMemory } from '../../live/resident-memory.ts'
import { insertChannel, insertVideo } from '../insert-video.ts'

const REQUESTS = 500

const larder = await startLarder()
const ada = await larder.person('ada')
const channel = await insertChannel(larder.database, { account_id: ada.accountId })
const { publicId: id } = await insertVideo(larder, {
  channel_id: channel.id,
  bytes: Buffer.from('a loaf'),
})
const vtt = `WEBVTT\n\n00:01.000 --> 00:02.000\n${'knead '.repeat(150_000)}\n`
await ada.larder.videos.captions.put({ id, language: 'en', label: 'English', vtt })
const path = `/videos/${id}/captions/en.vtt`

describe('Given a client that asks for captions of 0.9 MB many times in one go', () => {
  test.runIf(process.platform === 'linux')(
    'when it takes no answer, then nothing is held for those that wait',
    async () => {
      expect((await fetch(larder.url + path)).status).toBe(200)
      const before = residentMemory(larder.pid)
      const { hostname, port } = new URL(larder.url)
      const socket = connect({ host: hostname, port: Number(port) }).pause()
      await once(socket, 'connect')
      socket.write(`GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`.repeat(REQUESTS))
      await sleep(2_000)
      const held = (residentMemory(larder.pid) - before) / 1_000_000
      socket.destroy()
      figure(
        18,
        `${REQUESTS} requests for captions of 0.9 MB in one go: ${held.toFixed(0)} MB held`,
      )
      expect(held).toBeLessThan(100)
      expect((await fetch(larder.url + path)).status).toBe(200)
    },
  )
})
