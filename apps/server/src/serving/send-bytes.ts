import type { ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { BlobBytes } from '@larder/api'
import { breakOffWhenStalled } from './stalled.ts'

/**
 * Sends `size` bytes as fast as they are taken; resolves when all of them are sent or the client has gone,
 * which stops the reading. Rejects when the store fails: the connection is broken off then, because an
 * answer that is too short must not look whole.
 */
export function sendBytes(raw: ServerResponse, bytes: Readable, size: number): Promise<void> {
  return new Promise((resolve, reject) => {
    if (raw.destroyed) {
      bytes.destroy()
      return resolve()
    }
    let left = size
    const breakOff = (error: Error) => {
      bytes.destroy()
      raw.destroy()
      reject(error)
    }
    breakOffWhenStalled(raw)
    raw.once('close', () => {
      bytes.destroy()
      resolve()
    })
    bytes.once('error', breakOff)
    bytes.once('end', () => {
      if (left > 0) breakOff(new Error(`The store ended ${left} bytes too early.`))
      else if (!raw.writableEnded) raw.end()
    })
    bytes.on('data', (piece: Buffer) => {
      left -= piece.length
      if (left < 0) return breakOff(new Error('The store gave more bytes than there are.'))
      const sent = () => {
        if (bytes instanceof BlobBytes) bytes.giveBack(piece)
      }
      if (left === 0) return void raw.end(piece, sent)
      if (raw.write(piece, (error) => error ?? sent())) return
      bytes.pause()
      raw.once('drain', () => bytes.resume())
    })
  })
}
