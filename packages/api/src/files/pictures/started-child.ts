import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { withKeptSources } from '@larder/type-stripping'
import type { Message, Outcome, Work } from './child/work.ts'

const program = fileURLToPath(new URL('./child/main.ts', import.meta.url))

/** Of what it says when it cannot start. */
const LONGEST_COMPLAINT = 2_000

type Answer = Extract<Message, { outcome: Outcome }>

/** A process that was started to decode pictures. */
export class StartedChild {
  readonly #process: ChildProcess
  #isReady = false
  #complaint = ''
  #settle: ((answer: Answer) => void) | undefined

  constructor() {
    this.#process = fork(program, [], {
      execArgv: [...withKeptSources, '--max-old-space-size=32', '--max-semi-space-size=1'],
      // Nothing of the server's settings and secrets goes along. The C library gives memory back when
      // it is freed, instead of keeping it for the next picture.
      env: {
        MALLOC_ARENA_MAX: '1',
        MALLOC_MMAP_THRESHOLD_: '65536',
        MALLOC_TRIM_THRESHOLD_: '65536',
        UV_THREADPOOL_SIZE: '2',
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#process.stderr?.on('data', (text: Buffer) => {
      this.#complaint = `${this.#complaint}${text}`.slice(0, LONGEST_COMPLAINT)
    })
    this.#process.on('message', (message: Message) => this.#hear(message))
    this.#process.on('error', (error) => this.#fail({ failure: String(error) }))
    this.#process.on('exit', () =>
      this.#fail(this.#isReady ? { problem: 'damaged' } : { failure: this.#complaint }),
    )
  }

  /** Decodes one picture. Never rejects: a crash is an outcome too. */
  decode(work: Work, timeLimitMs: number): Promise<Answer> {
    return new Promise((resolve) => {
      const slow = setTimeout(() => this.#fail({ problem: 'too slow' }), timeLimitMs)
      this.#settle = (answer) => {
        clearTimeout(slow)
        this.#settle = undefined
        resolve(answer)
      }
      this.#process.send(work)
    })
  }

  get isAlive(): boolean {
    return this.#process.connected
  }

  /** Whether a program that has nothing else to do waits for it. */
  set isAwaited(isAwaited: boolean) {
    const { channel, stderr } = this.#process
    const handles = [this.#process, channel, stderr as unknown as typeof channel]
    for (const handle of handles) isAwaited ? handle?.ref() : handle?.unref()
  }

  /** Ends it at once, whatever it does. */
  kill(): void {
    this.#process.kill('SIGKILL')
  }

  #hear(message: Message): void {
    if ('ready' in message) this.#isReady = true
    else this.#settle?.(message)
  }

  #fail(outcome: Outcome): void {
    this.#settle?.({ outcome, isTired: true })
  }
}
