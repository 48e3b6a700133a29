import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { residentMemory } from '../../live/resident-memory.ts'
import { storeFile } from '../store-file.ts'

const MEGABYTE = 1_024 * 1_024
const REQUESTS = 500

const larder = await startLarder()
const ada = await larder.person('ada')
const bytes = randomBytes(2 * MEGABYTE)
const id = await storeFile(larder, { account_id: ada.accountId, bytes })

/** Asks for the file so many times in one go, taking nothing of the answers. */
async function ask(times: number) {
  const { hostname, port } = new URL(larder.url)
  const socket = connect({ host: hostname, port: Number(port) })
  await once(socket, 'connect')
  socket.pause()
  const lines = [`GET /files/${id} HTTP/1.1`, 'host: a', `authorization: Bearer ${ada.session}`]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`.repeat(times))
  return socket
}

describe('Given a client that asks for a file many times in one go', () => {
  test.runIf(process.platform === 'linux')(
    'when it takes no answer, then nothing is held for those that wait',
    async () => {
      const before = residentMemory(larder.pid)
      const socket = await ask(REQUESTS)
      await sleep(2_000)
      const held = residentMemory(larder.pid) - before
      socket.destroy()
      expect(held).toBeLessThan((REQUESTS / 5) * MEGABYTE)
      const headers = { authorization: `Bearer ${ada.session}` }
      const answer = await fetch(`${larder.url}/files/${id}`, { headers })
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
    },
  )

  test('when it takes them, then it gets all of them', async () => {
    const socket = await ask(5)
    const pieces: Buffer[] = []
    let taken = 0
    for await (const piece of socket as AsyncIterable<Buffer>) {
      pieces.push(piece)
      taken += piece.length
      if (taken > 5 * bytes.length && countIn(Buffer.concat(pieces)) === 5) break
    }
    expect(countIn(Buffer.concat(pieces))).toBe(5)
  })
})

/** How often all of the file is in what came. */
function countIn(all: Buffer): number {
  let count = 0
  for (let at = all.indexOf(bytes); at >= 0; at = all.indexOf(bytes, at + bytes.length)) count++
  return count
}
