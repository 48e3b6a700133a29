import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'

/**
 * Starts a program that keeps a throwaway server for as long as this process lives: it prints the
 * server's URL, and ends with it when its standard input closes. Answers the URL, or why there is none.
 */
export async function startKeeper(program: string): Promise<{ url: string } | { missing: string }> {
  const keeper = spawn(process.execPath, [program], {
    // Out of the reach of Ctrl-C: it ends when its standard input does, and cleans up.
    detached: true,
  })
  let complaint = ''
  keeper.stderr.on('data', (text) => (complaint += text))
  const started = once(keeper.stdout, 'data').then(([line]) => String(line).trim())
  const ended = once(keeper, 'close').then(() => undefined)
  const url = await Promise.race([started, ended])
  if (url === undefined) {
    const why = complaint.trim().replace(/\.$/, '')
    return { missing: `the one on this machine did not start: ${why}` }
  }
  // It must not keep this process from ending; the pipes are sockets, which can be told so.
  for (const part of [keeper, keeper.stdin, keeper.stdout, keeper.stderr]) (part as Socket).unref()
  return { url }
}
