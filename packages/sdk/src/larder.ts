import type { AccountExport } from './account-export.ts'
import type { CallOptions } from './calls.ts'
import type { LarderFiles } from './files/larder-files.ts'
import { filesWith } from './files/larder-files.ts'
import type { Procedures } from './generated/index.ts'
import type { Perform } from './methods.ts'
import { callsWith } from './methods.ts'
import { serverAt } from './server.ts'
import { keepingSession } from './session/keep.ts'
import type { SessionStore } from './session/store.ts'
import { memorySession } from './session/store.ts'
import { unlessAborted } from './transport/abort.ts'
import type { Fetch } from './transport/exchange.ts'
import { retrying } from './transport/retry.ts'
import type { Line } from './transport/send.ts'
import { senderTo } from './transport/send.ts'
import type { LarderVideos } from './videos/larder-videos.ts'
import { videosWith } from './videos/larder-videos.ts'

export interface LarderOptions {
  /** Where the server is, for example `http://127.0.0.1:3000`. */
  url: string
  /** A personal access token. It goes before a session. */
  token?: string | undefined
  /** Where sessions are kept after logging in; by default in memory. */
  session?: SessionStore | undefined
  /** Used in place of the global `fetch`. */
  fetch?: Fetch | undefined
  /** How often a call that may be repeated is tried again when the cause passes; by default 3. */
  retries?: number | undefined
  /** Sent with every request. */
  headers?: Record<string, string> | undefined
}

/** Every procedure of a server, as plain functions, and what is more than a call. */
export interface Larder extends Procedures {
  files: LarderFiles
  videos: LarderVideos
  /** Everything that belongs to whoever is signed in, as one ZIP. A token needs the scope `*`. */
  exportAccount(options?: CallOptions): Promise<AccountExport>
}

/**
 * Connects to a Larder server. Nothing is sent before the first call. Calls throw a `LarderError`,
 * or the reason of an aborted signal. Throws a TypeError when `url` is not an HTTP address.
 */
export function createLarder(options: LarderOptions): Larder {
  const { token, session = memorySession(), retries = 3 } = options
  const server = serverAt(options.url)
  const line: Line = {
    server,
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    headers: async (signal) => {
      const secret = token ?? (await unlessAborted(Promise.resolve(session.get(server)), signal))
      return { ...options.headers, ...(secret ? { authorization: `Bearer ${secret}` } : {}) }
    },
  }
  const send = senderTo(line)
  const perform: Perform = async ({ kind, ...call }) => {
    const { path, signal } = call
    signal?.throwIfAborted()
    const isQuery = kind === 'query' || kind === 'list'
    const run = () => unlessAborted(send({ ...call, isQuery }), signal)
    // A command whose answer servers do not keep could take effect twice, so it is never repeated.
    if (kind === 'once') return keepingSession(session, server, path, run)
    return retrying(run, retries, signal)
  }
  // What a page may never use is loaded with its first use: feeds, exports, downloads and uploads.
  const calls = callsWith(perform, async function* (path, input, options) {
    const { following } = await import('./feed/follow.ts')
    yield* following(line, path, input, options, retries)
  })
  const files = filesWith(calls.files, line, retries)
  return {
    ...calls,
    files,
    videos: videosWith({ procedures: calls.videos, events: calls.events, files, line, retries }),
    async exportAccount(options) {
      const { exportAccount } = await import('./account-export.ts')
      return exportAccount(line, options)
    },
  }
}
