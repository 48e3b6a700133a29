import { describe, expect, test } from 'vitest'
import { findExecutable, startLarder } from '#harness'
import { someBytes } from '../../sdk/files/bytes.ts'
import { sendingLine } from '../../sdk/files/sending-line.ts'
import { Shell } from '../shell.ts'
import { onTerminal } from '../terminal.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const shell = Shell.open(larder.url)
const line = await sendingLine(larder.url, { bytesPerSecond: 2_000_000 })
const settings = `LARDER_URL=${line.url} LARDER_TOKEN=${ada.session}`
const clear = '\r\u001b[K'

/** What stood on the line of the terminal, one after the other. */
function framesIn(shown: string): string[] {
  return shown.split('\r').map((frame) => frame.replaceAll('\u001b[K', '').split('\n')[0] ?? '')
}

describe.runIf(findExecutable('script'))('Given a terminal and a slow line', () => {
  test('when a file is uploaded, then a bar grows, and is gone in the end', async () => {
    shell.write('holiday.bin', someBytes(5_000_000))
    const typed = `stty columns 90; ${settings} larder files upload holiday.bin`
    const { shown, code } = await onTerminal(shell, typed, [])
    expect(code).toBe(0)
    const bars = framesIn(shown).filter((frame) => /[█·]/.test(frame))
    const percents = bars.map((bar) => Number(/(\d+) %/.exec(bar)?.[1]))
    expect(percents.length).toBeGreaterThan(5)
    expect(percents).toEqual([...percents].sort((one, other) => one - other))
    expect(percents.some((percent) => percent > 20 && percent < 80)).toBe(true)
    expect(bars).toContainEqual(
      expect.stringMatching(
        /^holiday\.bin {2}█+[▏▎▍▌▋▊▉]?·+ {2} \d\d % {2}\d\.\d MB of 5\.0 MB {2}\d+\.\d [kM]B\/s {2}\d+ s left$/,
      ),
    )
    expect(Math.max(...bars.map(({ length }) => length))).toBeLessThan(90)
    expect(
      shown.endsWith(
        `${clear}holiday.bin is file 1: "holiday.bin" (application/octet-stream, 5.0 MB).\n`,
      ),
    ).toBe(true)
  })

  test('when it is narrow, then what matters least is left out', async () => {
    const typed = `stty columns 40; ${settings} larder files upload holiday.bin`
    const { shown } = await onTerminal(shell, typed, [])
    const bars = framesIn(shown).filter((frame) => frame.includes('%'))
    expect(bars.length).toBeGreaterThan(3)
    expect(Math.max(...bars.map(({ length }) => length))).toBeLessThan(40)
  })

  test('when Ctrl-C is typed, then it says how to go on, on a line of its own', async () => {
    const typed = `${settings} timeout --foreground --preserve-status --signal=INT 2 larder files upload holiday.bin --name other.bin`
    const { shown, code } = await onTerminal(shell, typed, [])
    expect(code).toBe(130)
    const [, said] = shown.split(`${clear}Interrupted; the server has `)
    expect(said).toMatch(/^\d\.\d MB of holiday\.bin\. The same command goes on from there\.\n$/)
  })
})

test('Given a pipe, when a file is uploaded, then there is no trace of a bar', async () => {
  shell.write('holiday.bin', someBytes(1_000_000))
  const { stdout, stderr } = await shell.run(`${settings} larder files upload holiday.bin`)
  expect(stderr).toBe('')
  expect(stdout).toMatch(/^holiday\.bin is file \d+: .*\n$/)
})
