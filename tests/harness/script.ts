import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { afterwards } from './afterwards.ts'

// Whatever ends the tests, kill -9 included, closes the channel to them.
const endingWithTheTests =
  'data:text/javascript,process.once("disconnect",()=>process.kill(process.pid,"SIGKILL"))'

/** A script of the tests that runs as a process of its own, so that it can be killed. */
export interface Script {
  pid: number
  /** What it says next by `process.send`. Throws when it ends before. */
  says(): Promise<unknown>
  /** Forgets what it has said so far. */
  forget(): void
  /** By default a crash. Resolves when it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>
  /** When it has ended by itself; throws unless all went well. */
  ended(): Promise<void>
}

/** Starts a script with the given arguments; it is gone after the test or the file that started it. */
export function runScript(path: string, ...args: string[]): Script {
  const child = fork(path, args, { execArgv: ['--import', endingWithTheTests] })
  const gone = once(child, 'exit')
  const kill = async (signal: NodeJS.Signals = 'SIGKILL') => {
    child.kill(signal)
    await gone
  }
  afterwards(() => kill())
  const [said, waiting] = listenTo(child)
  return {
    pid: child.pid ?? 0,
    async says() {
      if (said.length === 0) await Promise.race([waiting(), gone])
      if (said.length === 0) throw new Error(`${path} ended before it said anything.`)
      return said.shift()
    },
    forget: () => void said.splice(0),
    kill,
    async ended() {
      const [code] = await gone
      if (code !== 0) throw new Error(`${path} ended with code ${code}.`)
    },
  }
}

/** What a process says, as long as nobody has heard it, and how to wait for more. */
function listenTo(child: ChildProcess): [said: unknown[], more: () => Promise<void>] {
  const said: unknown[] = []
  let heard = () => {}
  child.on('message', (message) => {
    said.push(message)
    heard()
  })
  return [said, () => new Promise((resolve) => (heard = resolve))]
}
