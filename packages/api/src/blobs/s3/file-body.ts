import type { ClientRequest } from 'node:http'
import { FilePieces } from '../file-pieces.ts'

/** The bytes of a local file as the body of a request, which go through the same few pieces of memory. */
export class FileBody extends FilePieces {
  /** The one thing that the client of S3 does with a body. What was sent is given back. */
  override pipe<Request extends NodeJS.WritableStream>(to: Request): Request {
    const request = to as unknown as ClientRequest
    this.on('data', (piece: Buffer) => {
      const isTaken = request.write(piece, (error) => error ?? this.giveBack(piece))
      if (isTaken) return
      this.pause()
      request.once('drain', () => this.resume())
    })
    this.once('end', () => request.end())
    this.once('error', (error) => request.destroy(error))
    request.once('close', () => this.destroy())
    return to
  }
}
