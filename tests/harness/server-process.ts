import type { ChildProcessByStdio } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

type Child = ChildProcessByStdio<Writable, Readable, Readable>

const main = join(import.meta.dirname, '../../apps/server/bin/larder-server.mjs')

// Whatever ends the tests, kill -9 included, closes its standard input.
const endingWithTheTests =
  'data:text/javascript,process.stdin.once("close",()=>process.kill(process.pid,"SIGKILL")).resume().unref()'

const READY_WITHIN_MS = 30_000

/** A server as an operator runs it: a process of its own, seen from outside. */
export class ServerProcess {
  readonly #settings: Record<string, string>
  #child: Child | undefined
  #port = 0
  #output = ''
  #logs = ''

  constructor(settings: Record<string, string>) {
    this.#settings = settings
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get pid(): number {
    if (this.#child?.pid === undefined) throw new Error('The server is not running.')
    return this.#child.pid
  }

  /** What it told people on standard output, over all starts. */
  output(): string {
    return this.#output
  }

  /** What it logged on standard error, over all starts: JSON lines. */
  logs(): string {
    return this.#logs
  }

  /** Starts it on a free port, or on the one it had before. Throws what it said when it gives up. */
  async start(): Promise<void> {
    const [saidBefore, loggedBefore] = [this.#output.length, this.#logs.length]
    const words = () => this.#output.slice(saidBefore) + this.#logs.slice(loggedBefore)
    const child = spawn(process.execPath, ['--import', endingWithTheTests, main], {
      env: { ...plainEnvironment, ...this.#settings, LARDER_PORT: String(this.#port) },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    this.#child = child
    child.stderr.on('data', (text) => (this.#logs += text))
    child.stdout.on('data', (text) => (this.#output += text))
    await new Promise<void>((resolve, reject) => {
      const giveUp = (why: string) => reject(new Error(`The server ${why}:\n${words()}`))
      const timer = setTimeout(() => giveUp('was not ready in time'), READY_WITHIN_MS)
      child.once('close', (code) => {
        clearTimeout(timer)
        giveUp(`ended with code ${code} instead of starting`)
      })
      child.stdout.on('data', () => {
        const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(words())?.[1]
        if (port === undefined) return
        clearTimeout(timer)
        this.#port = Number(port)
        resolve()
      })
    })
  }

  /** Sends a signal and waits for the end. SIGTERM is the polite way, SIGKILL a crash. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child
    this.#child = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'close')
    child.kill(signal)
    await ended
  }
}

/** What any program needs of the environment of the tests: no settings of Larder. */
const plainEnvironment = Object.fromEntries(
  ['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG'].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value]]
  }),
)
