import { INTERRUPTED } from '../exit-codes.ts'
import { usageProblem } from '../problem.ts'

/** Asks for a line of text. Without a terminal it throws a usage problem with what to do instead. */
export function ask(what: string, instead: string): Promise<string> {
  return prompt(what, instead, false)
}

/** Asks for a secret: what is typed is not shown. */
export function askSecret(what: string, instead: string): Promise<string> {
  return prompt(what, instead, true)
}

/** Asks for a new password twice, until both are the same. */
export async function askNewPassword(what: string, instead: string): Promise<string> {
  for (;;) {
    const password = await askSecret(what, instead)
    if (password === (await askSecret(`${what} again`, instead))) return password
    process.stderr.write('Those were different. Try again.\n')
  }
}

async function prompt(what: string, instead: string, isHidden: boolean): Promise<string> {
  const { stdin, stderr } = process
  if (!stdin.isTTY || !stderr.isTTY)
    throw usageProblem(`${what}: there is no terminal to ask on.`, instead)
  const question = `${what}: `
  const { createInterface } = await import('node:readline')
  const { Writable } = await import('node:stream')
  stderr.write(question)
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({
    input: stdin,
    output: isHidden ? silence : stderr,
    prompt: isHidden ? '' : question,
    terminal: true,
    historySize: 0,
  })
  return new Promise((resolve) => {
    let answer: string | undefined
    lines.once('line', (line) => {
      answer = line
      lines.close()
    })
    // Ctrl-C ends the asking, and so does Ctrl-D on an empty line. Nothing has happened yet.
    lines.once('SIGINT', () => lines.close())
    lines.once('close', () => {
      if (isHidden || answer === undefined) stderr.write('\n')
      if (answer === undefined) process.exit(INTERRUPTED)
      stdin.pause()
      resolve(answer)
    })
  })
}
