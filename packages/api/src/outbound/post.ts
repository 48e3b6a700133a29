import type { RequestOptions } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isIP } from 'node:net'
import { nodeHttp } from './node-http.ts'
import type { Outbound } from './outbound.ts'

/** What a server out there answered: of its body only the beginning is read. */
export interface OutboundAnswer {
  status: number
  beginning: string
}

export interface OutboundPost {
  headers: Record<string, string>
  body: string
  signal: AbortSignal
}

const MOST_READ_BYTES = 4_096

/**
 * Posts to a URL that somebody gave. The address is judged at the moment of connecting, so that a
 * name that changes its address gains nothing. Redirects are answers like any other: nobody follows
 * them. Throws OutOfReach, and what node:http throws.
 */
export async function post(
  outbound: Outbound,
  url: URL,
  { headers, body, signal }: OutboundPost,
): Promise<OutboundAnswer> {
  const plain = url.protocol === 'http:'
  // Of an address in the URL itself Node asks no lookup.
  if (isIP(url.hostname.replace(/^\[(.*)\]$/, '$1'))) await outbound.reach(url.hostname, { plain })
  const bytes = Buffer.from(body)
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': bytes.length },
    lookup: judging(outbound, plain),
    // A connection of its own: one that is kept alive was judged for another moment.
    agent: false,
    signal,
  }
  return new Promise((resolve, reject) => {
    const request = plain ? nodeHttp.request(url, options) : secureRequest(url, options)
    request.on('error', reject)
    // Without this Node drops the connection and says nothing, and whoever waits waits for ever.
    request.once('upgrade', ({ statusCode = 101 }, socket) => {
      socket.destroy()
      resolve({ status: statusCode, beginning: '' })
    })
    request.once('response', (response) => {
      const chunks: Buffer[] = []
      let read = 0
      const answer = (): void => {
        const beginning = Buffer.concat(chunks).subarray(0, MOST_READ_BYTES).toString()
        resolve({ status: response.statusCode ?? 0, beginning })
        request.destroy()
      }
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        read += chunk.length
        if (read >= MOST_READ_BYTES) answer()
      })
      response.once('end', answer)
      response.on('error', reject)
    })
    request.end(bytes)
  })
}

function judging(outbound: Outbound, plain: boolean): LookupFunction {
  return (host, { all }, answer) => {
    outbound.reach(host, { plain }).then(
      (addresses) => {
        const [first] = addresses
        if (all) answer(null, addresses)
        else answer(null, first?.address ?? '', first?.family)
      },
      (error: NodeJS.ErrnoException) => answer(error, []),
    )
  }
}
