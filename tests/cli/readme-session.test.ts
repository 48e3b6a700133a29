import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findExecutable, startLarder } from '#harness'
import { Shell } from './shell.ts'
import { onTerminal } from './terminal.ts'

const root = join(import.meta.dirname, '../..')
const password = 'porridge at seven'

interface Step {
  line: string
  printed: string
}

describe('Given a server that was just started', () => {
  test('when the session of the README is copied, then it goes as printed', async () => {
    const larder = await startLarder()
    const shell = Shell.open(larder.url)
    const adminCode = /--admin-code (\S+)/.exec(larder.output())?.[1] ?? ''
    const steps = readSession()
    expect(steps.length).toBeGreaterThan(8)
    for (const { line, printed } of steps) {
      const typed = line.replace('<the printed code>', adminCode).replace('docs/', `${root}/docs/`)
      expect(timeless(await run(typed)), line).toBe(timeless(printed))
    }

    async function run(line: string): Promise<string> {
      if (!line.includes('register')) return shell.out(line)
      const { shown } = await onTerminal(shell, line, [`${password}\n`, `${password}\n`])
      return shown
    }
  })
})

/** What follows each `$` in the first session, up to the next. */
function readSession(): Step[] {
  const text = readFileSync(join(root, 'README.md'), 'utf8')
  const [, session = ''] = text.split(/^## /m)
  const blocks = [...session.matchAll(/^```\n(.*?)^```/gms)].map(([, block]) => block ?? '')
  return blocks
    .flatMap((block) => block.split(/^\$ /m).slice(1))
    .map((step) => {
      const end = step.indexOf('\n')
      return { line: step.slice(0, end), printed: step.slice(end + 1) }
    })
    .filter(({ line }) => !line.startsWith('alias '))
    .filter(({ line }) => !line.includes('jq ') || findExecutable('jq') !== undefined)
}

/** Without what depends on the day and on the port, or cannot be seen. */
function timeless(text: string): string {
  return text
    .replaceAll(/\d+ days ago/g, 'some days ago')
    .replaceAll(/\b20(2[6-9]|[3-9]\d)-\d\d-\d\d\b/g, 'a day')
    .replaceAll(/ +$/gm, '')
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'http://127.0.0.1:3000')
}
