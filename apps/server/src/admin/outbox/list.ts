import { join } from 'node:path'
import { outboxFiles, readMessage } from '@larder/api'
import { readConfig } from '../../config.ts'
import { parseWords } from '../parse-words.ts'
import { drawTable } from '../table.ts'

const MOST = 200
const TITLES = ['NAME', 'WRITTEN', 'TO', 'SUBJECT']

/** Shows the newest messages that were written instead of being sent, newest last. */
export async function listOutbox(args: string[]): Promise<void> {
  const { json } = parseWords(args, [])
  const { smtp, outbox } = readConfig().mail
  const names = await outboxFiles(outbox)
  const messages = await Promise.all(
    names.slice(-MOST).map((name) => readMessage(join(outbox, name))),
  )
  if (json) {
    const shown = messages.map(({ name, at, to, subject }) => ({ name, at, to, subject }))
    return console.log(JSON.stringify(shown, null, 2))
  }
  if (smtp) console.error('LARDER_SMTP_URL is set: mail is sent, and not written here any more.')
  if (messages.length === 0) return console.log(`There is no message in ${outbox}.`)
  const rows = messages.map(({ name, at, to, subject }) => [name, at, to, subject])
  console.log(drawTable(TITLES, rows))
  if (names.length > MOST) console.error(`These are the newest ${MOST} of ${names.length}.`)
}
