import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { StartFailure } from '../startup/start-failure.ts'

/**
 * Asks for a new password twice without showing it; without a terminal it is the first line of
 * standard input, exactly as it stands.
 */
export async function askPassword(question: string): Promise<string> {
  if (!process.stdin.isTTY) return firstLine()
  const password = await askHidden(question)
  if ((await askHidden('The same again: ')) === password) return password
  throw new StartFailure('The two passwords differ. Nothing was created; try again.')
}

async function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })
  for await (const line of lines) return line
  throw new StartFailure('There is no password on standard input. Give it as one line.')
}

async function askHidden(question: string): Promise<string> {
  process.stderr.write(question)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  terminal.once('SIGINT', () => {
    process.stderr.write('\n')
    process.exit(130)
  })
  try {
    return await terminal.question('')
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}
