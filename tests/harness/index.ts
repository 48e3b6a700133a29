/*
A server of its own for every file, on an empty database of the half (SQLite or MySQL) that runs:

  import { expect, test } from 'vitest'
  import { startLarder } from '#harness'

  const larder = await startLarder()

  test('Given a free box, when ada adds peas, then they get number 1', async () => {
    const ada = await larder.person('ada')
    const freezer = await ada.freezer({ boxes: 3 })
    const peas = await ada.larder.freezers.products.add({ ... })
    expect(peas.number).toBe(1)
  })

Nothing has to be cleaned up: what was started in a test goes with it, the rest with the file.
*/
export { afterwards } from './afterwards.ts'
export { carryOut } from './carry-out.ts'
export type { Dump } from './dump-tables.ts'
export { dumpKept, dumpTables } from './dump-tables.ts'
export { figure } from './figure.ts'
export { findExecutable } from './find-executable.ts'
export type { FreshDatabase } from './fresh-database.ts'
export { freshDatabase } from './fresh-database.ts'
export { freshStorage, openStorage } from './fresh-storage.ts'
export type { ReadMail } from './mails.ts'
export { mailsIn, mailTo, readMail } from './mails.ts'
export { newKeys } from './new-keys.ts'
export type { AccountRole, Person, PersonOptions } from './person.ts'
export { registerPerson, signedIn } from './person.ts'
export { explain, noting } from './query-plans.ts'
export type { Answer, CallOptions } from './raw-call.ts'
export { rawCall } from './raw-call.ts'
export type { Script } from './script.ts'
export { runScript } from './script.ts'
export { serveHere } from './serve-here.ts'
export type { StartOptions } from './start-larder.ts'
export { startLarder } from './start-larder.ts'
export { StatementFaults } from './statement-faults.ts'
export type { TestServer } from './test-server.ts'
