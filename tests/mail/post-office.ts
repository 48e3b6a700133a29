import { join } from 'node:path'
import type { MailOptions, Services } from '@larder/api'
import { createMail, createServices } from '@larder/api'
import { TaskWorker } from '@larder/api/src/event-log/tasks/worker.ts'
import { defineMail } from '@larder/api/src/mail/define-mail.ts'
import { mailTask } from '@larder/api/src/mail/mail-task.ts'
import type { Recipient } from '@larder/api/src/mail/plan-mail.ts'
import { planMail } from '@larder/api/src/mail/plan-mail.ts'
import { mails } from '@larder/api/src/mails.ts'
import type { Database } from '@larder/db'
import { migrate, openDatabase } from '@larder/db'
import { z } from 'zod'
import type { ReadMail } from '#harness'
import { afterwards, freshDatabase, mailsIn } from '#harness'

/** A mail that only tests know. */
export const greeting = defineMail({
  name: 'greeting',
  values: z.object({ name: z.string(), isOver: z.boolean().default(false) }),
  complete: async (_, { name, isOver }) => (isOver ? null : { name, token: 'derived-token' }),
  write: {
    en: ({ name, token }) => ({
      subject: `Hello ${name}`,
      paragraphs: [`Hello ${name},`, 'This is the house.'],
      action: {
        label: 'Answer',
        page: 'answer',
        token,
        command: `larder answer ${token}`,
      },
      notes: ['If this was not you, do nothing.'],
    }),
    fr: ({ name, token }) => ({
      subject: `Bonjour ${name}, voilà l’été`,
      paragraphs: [`Bonjour ${name},`],
      action: { label: 'Répondre', page: 'answer', token, command: `larder answer ${token}` },
    }),
  },
})
;(mails as Map<string, unknown>).set(greeting.name, greeting)

/** A database with a worker that sends mail, in this very process. */
export class PostOffice {
  readonly services: Services
  readonly directory: string
  /** What the worker could not foresee. */
  readonly failures: unknown[] = []
  #passedMs = 0

  static async open(options: Partial<MailOptions> = {}): Promise<PostOffice> {
    const { databaseUrl, directory } = await freshDatabase()
    const database = openDatabase({ url: databaseUrl })
    afterwards(() => database.close())
    await migrate(database)
    return new PostOffice(database, directory, options)
  }

  private constructor(database: Database, directory: string, options: Partial<MailOptions>) {
    this.directory = directory
    this.services = createServices(database, {
      clock: { now: () => new Date(Date.now() + this.#passedMs) },
      mail: createMail({
        smtp: undefined,
        outbox: join(directory, 'outbox'),
        from: { name: 'Larder', address: 'larder@example.org' },
        frontUrl: undefined,
        ...options,
      }),
    })
  }

  /** Starts sending; whatever was claimed by a worker that is no more waits for its claim to end. */
  start(): TaskWorker {
    const worker = new TaskWorker(this.services, {
      kinds: [mailTask],
      holder: `post-${Math.random()}`,
      onFailure: (_, error) => this.failures.push(error),
    })
    worker.start()
    afterwards(() => worker.stop())
    return worker
  }

  pass(seconds: number): void {
    this.#passedMs += seconds * 1_000
  }

  plan(
    dedupeKey: string,
    to: Recipient,
    values: { name: string; isOver?: boolean } = { name: 'ada' },
    accountId: number | null = null,
  ): Promise<void> {
    const { database, clock } = this.services
    const mail = { mail: greeting, values, to, accountId, dedupeKey }
    return database.transaction((db) => planMail(db, mail, clock.now()))
  }

  /** What lies in the outbox. */
  mails(): Promise<ReadMail[]> {
    return mailsIn(this.directory)
  }

  /** What became of a mail. */
  task(dedupeKey: string) {
    return this.services.database.reader
      .selectFrom('tasks')
      .select(['id', 'state', 'attempts', 'outcome', 'payload', 'claimed_by'])
      .where('dedupe_key', '=', dedupeKey)
      .executeTakeFirstOrThrow()
  }
}
