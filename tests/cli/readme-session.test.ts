import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findExecutable, startLarder } from '#harness'
import type { Step } from './printed-session.ts'
import { printedSteps, timeless } from './printed-session.ts'
import { Shell } from './shell.ts'
import { onTerminal } from './terminal.ts'

const root = join(import.meta.dirname, '../..')
const password = 'porridge at seven'

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
      if (!line.includes('register')) {
        const { code, stdout, stderr } = await shell.run(line)
        expect(code, stderr).toBe(0)
        return stdout + stderr
      }
      const { shown } = await onTerminal(shell, line, [`${password}\n`, `${password}\n`])
      return shown
    }
  })
})

/** What is typed in the first session. */
function readSession(): Step[] {
  const text = readFileSync(join(root, 'README.md'), 'utf8')
  const [, session = ''] = text.split(/^## /m)
  return printedSteps(session)
    .filter(({ line }) => !line.startsWith('alias '))
    .filter(({ line }) => !line.includes('jq ') || findExecutable('jq') !== undefined)
}
