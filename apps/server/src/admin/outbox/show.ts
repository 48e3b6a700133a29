import { join } from 'node:path'
import { outboxFiles, readMessage } from '@larder/api'
import { readConfig } from '../../config.ts'
import { StartFailure } from '../../startup/start-failure.ts'
import { parseWords } from '../parse-words.ts'
import { withoutControls } from '../table.ts'

/** Shows one message of the outbox as plain text. */
export async function showMessage(args: string[]): Promise<void> {
  const { json, words } = parseWords(args, ['name'])
  const { outbox } = readConfig().mail
  // Only names that the list shows: a path could lead anywhere.
  const known = (await outboxFiles(outbox)).find((name) => name === words.name)
  if (known === undefined) {
    throw new StartFailure(`There is no message "${words.name}" in ${outbox}. See: outbox`)
  }
  const message = await readMessage(join(outbox, known))
  if (json) return console.log(JSON.stringify(message, null, 2))
  const { from, to, subject, at, text } = message
  const lines = [
    `From: ${from}`,
    `To: ${to}`,
    `Date: ${at}`,
    `Subject: ${subject}`,
    '',
    ...text.split('\n'),
  ]
  console.log(lines.map(withoutControls).join('\n'))
}
