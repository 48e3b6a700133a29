import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { findExecutable, startLarder } from '#harness'
import type { Step } from '../printed-session.ts'
import { printedSteps, timeless } from '../printed-session.ts'
import { Shell } from '../shell.ts'
import { onTerminal } from '../terminal.ts'

const docs = join(import.meta.dirname, '../../../docs')
const password = 'rise and shine'

interface GuideStep extends Step {
  isOfOthers: boolean
}

describe.runIf(findExecutable('script'))(
  'Given the clips of docs/examples',
  { timeout: 120_000 },
  () => {
    test('when the session of the guide is typed there, then it goes as printed', async () => {
      const larder = await startLarder()
      const hers = Shell.open(larder.url)
      const his = Shell.open(larder.url)
      await hers.logIn(await larder.person('ada'))
      await his.logIn(await larder.person('bob'))
      cpSync(join(docs, 'examples'), hers.directory, { recursive: true })
      const steps = guideSteps()
      expect(steps.length).toBeGreaterThan(15)
      /** What the videos of the guide are called here. */
      const ids = new Map<string, string>()
      for (const step of steps) {
        if (!step.line.includes(' search ')) await goesAsPrinted(step)
        // What is searched is derived from the events, a moment later.
        else await vi.waitFor(() => goesAsPrinted(step), { timeout: 20_000, interval: 250 })
      }

      async function goesAsPrinted({ line, printed, isOfOthers }: GuideStep): Promise<void> {
        const actual = await shown(isOfOthers ? his : hers, here(line), printed)
        expect(comparable(actual), line).toBe(comparable(here(printed)))
      }

      function here(text: string): string {
        return [...ids].reduce((said, [theirs, ours]) => said.replaceAll(theirs, ours), text)
      }

      async function shown(shell: Shell, line: string, printed: string): Promise<string> {
        if (printed.startsWith('Password')) {
          const typed = [`${password}\n`, `${password}\n`]
          return (await onTerminal(shell, line, typed)).shown
        }
        const { stdout } = await shell.run(`{ ${line}; } 2>&1`)
        learnIds(printed, stdout)
        return stdout
      }

      function learnIds(printed: string, actual: string): void {
        const names = (text: string) =>
          [
            ...text.matchAll(/^(?:larder: )?(\S+): "\w+" \(video (\S+)\)|^(\S+) is video (\S+):/gm),
          ].map(
            ([, failed, failedId, file, id]) =>
              [failed ?? file ?? '', failedId ?? id ?? ''] as const,
          )
        const ours = new Map(names(actual))
        for (const [file, id] of names(printed)) ids.set(id, ours.get(file) ?? id)
      }
    })
  },
)

/** Several are uploaded at the same time, and the one that is first is not always the same. */
function comparable(text: string): string {
  const lines = timeless(text)
    .replaceAll(/grant=\S+/g, 'grant=...')
    .split('\n')
  return lines.sort().join('\n')
}

/** What the guide types. */
function guideSteps(): GuideStep[] {
  const [guide = ''] = readFileSync(join(docs, 'guides/videos.md'), 'utf8').split(
    '## From TypeScript',
  )
  return guide.split(/(?<=^```\n)(?=\n)/m).flatMap((words) => {
    const isOfOthers = /^(Others|Whoever knows)[^\n]*:\n\n```/m.test(words)
    return printedSteps(words).map((step) => ({ ...step, isOfOthers }))
  })
}
