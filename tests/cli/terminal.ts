import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Shell } from './shell.ts'

/**
 * Runs a line on a terminal, made by `script` of util-linux, and types an answer to each question,
 * which ends in a colon. Answers all that the terminal showed, and the exit code.
 */
export async function onTerminal(
  shell: Shell,
  line: string,
  answers: string[],
): Promise<{ shown: string; code: number | null }> {
  const { directory: cwd, settings: env } = shell
  const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
    cwd,
    env,
  })
  const left = [...answers]
  let shown = ''
  let answered = 0
  child.stdout.on('data', (text) => {
    shown += text
    const question = /: $/.test(shown.slice(answered))
    const answer = question ? left.shift() : undefined
    if (answer === undefined) return
    answered = shown.length
    // The question is there before the terminal has stopped showing what is typed.
    setTimeout(() => child.stdin.write(answer), 100)
  })
  const [code] = await once(child, 'close')
  return { shown: shown.replaceAll('\r\n', '\n'), code }
}
