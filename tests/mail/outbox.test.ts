import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { erasingTask } from '@larder/api/src/leaving/erasing-task.ts'
import { forgettingMail } from '@larder/api/src/mail/forgetting.ts'
import { describe, expect, test } from 'vitest'
import { mailsIn, mailTo } from '#harness'
import { House } from '../background/house.ts'
import { PostOffice } from './post-office.ts'

const ada = { email: 'ada@example.org', language: 'en' } as const
const soon = { timeout: 5_000 }

describe('Given a server without an SMTP server', () => {
  test('when a mail is planned, then it lies in the outbox for its owner alone, whole and named by time', async () => {
    const office = await PostOffice.open()
    await office.plan('first', ada)
    office.start()
    const mail = await mailTo(office.directory, ada.email)
    expect(mail).toMatchObject({
      from: 'larder@example.org',
      subject: 'Hello ada',
      command: 'larder answer derived-token',
      token: 'derived-token',
    })
    expect(mail.text).toContain('This is the house.')
    expect(mail.text).toContain('If this was not you, do nothing.')
    expect(mail.html).toContain('This is the house.')
    await expect.poll(() => office.task('first'), soon).toMatchObject({ state: 'done' })
    const outbox = join(office.directory, 'outbox')
    const names = readdirSync(outbox)
    expect(names).toHaveLength(1)
    expect(names[0]).toMatch(/^\d{8}T\d{9}Z-mail-[0-9a-f]{24}\.eml$/)
    expect(statSync(join(outbox, names[0] ?? '')).mode & 0o777).toBe(0o600)
    expect(office.failures).toEqual([])
  })

  test('when it was planned twice under one key, then it is there once', async () => {
    const office = await PostOffice.open()
    await office.plan('twice', ada)
    await office.plan('twice', ada)
    await office.plan('other', ada)
    office.start()
    await mailTo(office.directory, ada.email, 2)
  })

  test('when it is done, then its task keeps neither address nor name', async () => {
    const office = await PostOffice.open()
    await office.plan('private', ada, { name: 'a name to forget' })
    expect(JSON.stringify(await office.task('private'))).toContain(ada.email)
    office.start()
    await expect.poll(() => office.task('private'), soon).toMatchObject({ state: 'done' })
    const kept = JSON.stringify(await office.task('private'))
    expect(kept).not.toContain(ada.email)
    expect(kept).not.toContain('a name to forget')
  })

  test('when it is not needed any more as it is sent, then nothing is', async () => {
    const office = await PostOffice.open()
    await office.plan('over', ada, { name: 'ada', isOver: true })
    office.start()
    await expect
      .poll(() => office.task('over'), soon)
      .toMatchObject({
        state: 'done',
        outcome: 'Not sent: it is not needed any more.',
      })
    expect(await mailsIn(office.directory)).toEqual([])
  })

  test('when its values cannot be read, then it has failed for good, and says so without them', async () => {
    const office = await PostOffice.open()
    await office.plan('older', ada)
    const payload = JSON.stringify({ mail: 'greeting', values: { called: 'ada' }, to: ada })
    await office.services.database.writer.updateTable('tasks').set({ payload }).execute()
    office.start()
    await expect
      .poll(() => office.task('older'), soon)
      .toMatchObject({
        state: 'failed',
        attempts: 1,
        outcome: 'This version of Larder cannot read what was planned: name is missing.',
      })
    expect(office.failures).toEqual([])
  })

  test('when an attempt ended after it had written the file, then the next one does not write another', async () => {
    const office = await PostOffice.open()
    await office.plan('again', ada)
    const worker = office.start()
    await mailTo(office.directory, ada.email)
    await expect.poll(() => office.task('again'), soon).toMatchObject({ state: 'done' })
    await worker.stop()
    const { id } = await office.task('again')
    const payload = JSON.stringify({ mail: 'greeting', values: { name: 'ada' }, to: ada })
    await office.services.database.writer
      .updateTable('tasks')
      .set({ state: 'waiting', next_try_at: new Date().toISOString(), finished_at: null, payload })
      .where('id', '=', id)
      .execute()
    office.start()
    await expect
      .poll(() => office.task('again'), soon)
      .toMatchObject({ state: 'done', attempts: 2 })
    await mailTo(office.directory, ada.email, 1)
  })

  test('when an account is erased, then its mail is in neither tasks nor outbox, and others are', async () => {
    const office = await PostOffice.open()
    const { database } = office.services
    const bob = { email: 'bob@example.org', language: 'fr' } as const
    await office.plan('of ada', ada, { name: 'ada' }, 1)
    await office.plan('of bob', bob, { name: 'bob' }, 11)
    const worker = office.start()
    await mailTo(office.directory, ada.email)
    await mailTo(office.directory, bob.email)
    await worker.stop()
    await office.plan('still of ada', ada, { name: 'ada' }, 1)
    const payload = JSON.stringify({ accountId: 1, organisationIds: [] })
    const task = { id: 1, dedupeKey: '', subject: '', attempt: 1, payload }
    await erasingTask.perform(office.services, { ...task, signal: new AbortController().signal })
    const tasks = await database.reader.selectFrom('tasks').select('dedupe_key').execute()
    expect(tasks).toEqual([{ dedupe_key: 'of bob' }])
    expect((await mailsIn(office.directory)).map(({ to }) => to)).toEqual([bob.email])
  })

  test('when a month has passed, then the outbox is tidied', async () => {
    const office = await PostOffice.open()
    await office.plan('old', ada)
    office.start()
    await mailTo(office.directory, ada.email)
    const tidy = () => new House(office.services, [forgettingMail]).pass(120_000)
    await tidy()
    expect(await mailsIn(office.directory)).toHaveLength(1)
    office.pass(31 * 86_400)
    await tidy()
    expect(await mailsIn(office.directory)).toEqual([])
  })
})
