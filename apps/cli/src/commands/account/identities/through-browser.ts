import type { IncomingMessage, Server } from 'node:http'
import { exitCodes } from '../../../exit-codes.ts'
import { Problem } from '../../../problem.ts'

interface Begun {
  url: string
  verifier: string
  expiresAt: string
}

const GOOD_BYE =
  'Larder has what it needs. You can close this window and go back to the terminal.\n'

/**
 * Sends somebody to a provider in their browser, and listens on this machine for the browser to come
 * back (RFC 8252): on the loopback interface, at a port that is free. Whatever else knocks is ignored.
 */
export async function throughBrowser(
  begin: (redirectUri: string) => Promise<Begun>,
  tell: (text: string) => void,
): Promise<{ callbackUrl: string; verifier: string }> {
  const { createServer } = await import('node:http')
  const server = createServer()
  const redirectUri = await listen(server)
  try {
    const { url, verifier, expiresAt } = await begin(redirectUri)
    const state = new URL(url).searchParams.get('state') ?? ''
    const answer = cameBack(server, redirectUri, state)
    tell(`Open this address in your browser:\n\n${url}\n`)
    return { callbackUrl: await within(expiresAt, answer), verifier }
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      resolve(`http://127.0.0.1:${port}/`)
    })
  })
}

function cameBack(server: Server, redirectUri: string, state: string): Promise<string> {
  return new Promise((resolve) => {
    server.on('request', (request: IncomingMessage, response) => {
      const url = new URL(request.url ?? '/', redirectUri)
      const isAnswer = url.pathname === '/' && url.searchParams.get('state') === state
      response.writeHead(isAnswer ? 200 : 404, {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        connection: 'close',
      })
      response.end(isAnswer ? GOOD_BYE : 'There is nothing here.\n', () => {
        if (isAnswer) resolve(url.href)
      })
    })
  })
}

async function within(expiresAt: string, answer: Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const problem = new Problem(
      exitCodes.failed,
      'Nobody came back from the provider in time.',
      'Begin again, and log in there within ten minutes.',
    )
    timer = setTimeout(reject, Math.max(0, Date.parse(expiresAt) - Date.now()), problem)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
