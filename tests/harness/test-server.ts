import type { Database } from '@larder/db'
import { openDatabase } from '@larder/db'
import type { Larder, LarderOptions } from '@larder/sdk'
import { createLarder } from '@larder/sdk'
import { expect, vi } from 'vitest'
import type { FreshDatabase } from './fresh-database.ts'
import type { ReadMail } from './mails.ts'
import { mailsIn, mailTo } from './mails.ts'
import type { Person, PersonOptions } from './person.ts'
import { registerPerson } from './person.ts'
import type { Answer, CallOptions } from './raw-call.ts'
import { rawCall } from './raw-call.ts'
import type { ServerProcess } from './server-process.ts'

/** A running server, with every way to ask it and to look behind it. */
export class TestServer {
  /** What `DATABASE_URL` says. */
  readonly databaseUrl: string
  /** What `LARDER_DATA` says; on SQLite the database file lies in it too. */
  readonly directory: string
  /** What `STORAGE_URL` says; undefined: files lie in the directory. */
  readonly storageUrl: string | undefined
  /** The same database, opened beside the server: for looking at rows and for reaching into them. */
  readonly database: Database
  readonly #process: ServerProcess

  constructor(process: ServerProcess, place: FreshDatabase) {
    this.#process = process
    this.databaseUrl = place.databaseUrl
    this.directory = place.directory
    this.storageUrl = place.storageUrl
    this.database = openDatabase({ url: place.databaseUrl })
  }

  get url(): string {
    return this.#process.url
  }

  get pid(): number {
    return this.#process.pid
  }

  /** What it told people on standard output, over all starts. */
  output(): string {
    return this.#process.output()
  }

  /** What it logged on standard error, over all starts: JSON lines. */
  logs(): string {
    return this.#process.logs()
  }

  /** Sends a signal and waits for the end. By default a crash. */
  kill(signal?: NodeJS.Signals): Promise<void> {
    return this.#process.kill(signal)
  }

  /** Stops it, politely unless it was killed already, and starts it again at the same URL. */
  async restart(): Promise<void> {
    await this.#process.kill('SIGTERM')
    await this.#process.start()
  }

  /** Registers somebody; every call makes a new account, also under the same name. */
  person(name: string, options: PersonOptions = {}): Promise<Person> {
    return registerPerson(this, name, options)
  }

  /** The SDK, signed in with nothing but what is given. */
  client(options: Omit<LarderOptions, 'url'> = {}): Larder {
    return createLarder({ url: this.url, ...options })
  }

  /** One plain HTTP call, for what the SDK hides. */
  call(path: string, input?: unknown, options?: CallOptions): Promise<Answer> {
    return rawCall(this.url, path, input, options)
  }

  /** The mails that it wrote to its outbox, oldest first. */
  mails(): Promise<ReadMail[]> {
    return mailsIn(this.directory)
  }

  /** Waits until there are `count` mails to an address; answers the newest. */
  mailTo(email: string, count = 1): Promise<ReadMail> {
    return mailTo(this.directory, email, count)
  }

  /** Waits until no work on the outside world is waiting to be done. */
  async quiet(): Promise<void> {
    const waiting = this.database.reader
      .selectFrom('tasks')
      .select('id')
      .where('state', '=', 'waiting')
    await vi.waitFor(async () => expect(await waiting.execute()).toEqual([]), { timeout: 15_000 })
  }

  async close(): Promise<void> {
    await this.#process.kill()
    await this.database.close()
  }
}
