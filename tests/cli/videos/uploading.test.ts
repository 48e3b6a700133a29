import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, test } from 'vitest'
import { afterwards, findExecutable, startLarder } from '#harness'
import { sha256 } from '../../sdk/files/bytes.ts'
import { sendingLine } from '../../sdk/files/sending-line.ts'
import { makeClip } from '../../videos/clips/clip.ts'
import { Shell } from '../shell.ts'
import { onTerminal } from '../terminal.ts'

interface Uploaded {
  file: string
  isKnown: boolean
  id: string
  title: string
  state: string
}

const larder = await startLarder()
const ada = await larder.person('ada')
const shell = Shell.open(larder.url)
let seed = 500

async function clip(name: string, seconds = 1.5): Promise<Buffer> {
  const bytes = await makeClip({ seed: seed++, seconds })
  shell.write(name, bytes)
  return bytes
}

beforeAll(async () => {
  await shell.logIn(ada)
  await shell.out('larder channels create kitchen')
})

function linesOf(out: string): Uploaded[] {
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Uploaded)
}

describe('Given somebody at a command line who has one channel', () => {
  test('when clips are uploaded, then each is a video, and once more they are known', async () => {
    await clip('loaf_of_bread.mp4')
    await clip('oven.mp4')
    const line = 'larder videos upload loaf_of_bread.mp4 oven.mp4 --tag bread --privacy unlisted'
    const { code, stdout, stderr } = await shell.run(line)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.trim().split('\n').sort()).toEqual([
      expect.stringMatching(
        /^loaf_of_bread\.mp4 is video [\w-]{11}: "loaf of bread" \(0:0\d, 160 × 90, [\d.]+ kB\)\.$/,
      ),
      expect.stringMatching(/^oven\.mp4 is video [\w-]{11}: "oven" \(/),
    ])
    const again = await shell.out(line)
    expect(again).toMatch(/^oven\.mp4 is here already: video [\w-]{11}, "oven"\.$/m)
    expect(again).not.toContain('is video')
    const mine = (await shell.json('larder videos list --mine')) as { title: string }[]
    expect(mine.map(({ title }) => title).sort()).toEqual(['loaf of bread', 'oven'])
  })

  test('when some fail, then the others do not, and the end says which', async () => {
    await clip('fine.mp4')
    shell.write('list.mp4', '#EXTM3U\nfile:///etc/passwd\n')
    shell.write('empty.mp4', '')
    const line = 'larder videos upload list.mp4 fine.mp4 empty.mp4'
    const { code, stdout, stderr } = await shell.run(line)
    expect(code).toBe(1)
    expect(stdout).toMatch(/^fine\.mp4 is video \S+: "fine" .*\n$/)
    expect(stderr).toMatch(
      /^larder: list\.mp4: "list" \(video \S+\) cannot be watched: not a video\.$/m,
    )
    expect(stderr).toMatch(/^larder: empty\.mp4: The file is empty\./m)
    expect(stderr).toMatch(/^larder: 2 of 3 videos did not come through\.$/m)
    const asJson = await shell.run(`${line} --json`)
    expect(asJson.code).toBe(1)
    expect(linesOf(asJson.stdout)).toMatchObject([{ file: 'fine.mp4', isKnown: true }])
    const { error } = JSON.parse(asJson.stderr) as { error: { details: { file: string }[] } }
    expect(error.details.map(({ file }) => file).sort()).toEqual(['empty.mp4', 'list.mp4'])
    // Nothing is left behind of what has no bytes.
    const mine = (await shell.json('larder videos list --mine')) as { title: string }[]
    expect(mine.some(({ title }) => title === 'empty')).toBe(false)
  })

  test('when a video gets other bytes, then its link stays', async () => {
    await clip('one.mp4')
    await clip('two.mp4', 3)
    const [one] = linesOf(await shell.out('larder videos upload one.mp4 --title "My loaf" --json'))
    const [two] = linesOf(await shell.out(`larder videos upload two.mp4 --into ${one?.id} --json`))
    expect(two).toMatchObject({ id: one?.id, title: 'My loaf', state: 'ready' })
  })

  test('when the other bytes are no video, then it says that the old ones stay', async () => {
    await clip('three.mp4')
    const [three] = linesOf(await shell.out('larder videos upload three.mp4 --json'))
    shell.write('worse.mp4', '#EXTM3U\nfile:///etc/passwd\n# worse\n')
    const { code, stderr } = await shell.run(`larder videos upload worse.mp4 --into ${three?.id}`)
    expect([code, stderr.trim()]).toEqual([
      1,
      `larder: The new file of "three" (video ${three?.id}) cannot be watched: not a video. The old one stays.`,
    ])
    expect(await shell.out(`larder videos show ${three?.id}`)).toMatch(
      /^State +ready, the new file failed: not a video; the old one stays$/m,
    )
    const told = () => shell.out('larder notifications list')
    await expect
      .poll(told, { timeout: 20_000 })
      .toContain('The new file of "three" failed: not a video. The old one stays')
  })

  test('when an upload with a password is killed, then the one given last opens the video', async () => {
    const bytes = await clip('party.mp4', 8)
    const line = await sendingLine(larder.url, { bytesPerSecond: bytes.length / 4 })
    const settings = { LARDER_URL: line.url, LARDER_TOKEN: ada.session }
    const words = 'videos upload party.mp4 --privacy password --password-stdin --json'.split(' ')
    const first = start(settings, ...words)
    first.child.stdin.end('first one\n')
    await expect.poll(() => line.passed, { timeout: 30_000 }).toBeGreaterThan(bytes.length / 2)
    first.child.kill('SIGKILL')
    await first.ended
    line.heal()
    const again = start(settings, ...words)
    again.child.stdin.end('other one\n')
    const { stdout } = await again.ended
    const [{ id = '' } = {}] = linesOf(stdout)
    expect(linesOf(stdout)).toMatchObject([{ state: 'ready', privacy: 'password' }])
    const bob = larder.client()
    await expect(bob.videos.unlock({ id, password: 'other one' })).resolves.toHaveProperty('grant')
    await expect(bob.videos.unlock({ id, password: 'first one' })).rejects.toMatchObject({
      reason: 'VIDEO_PASSWORD_WRONG',
    })
  })

  test.each([
    ['videos upload', 2, 'missing required argument'],
    ['videos upload nowhere.mp4', 2, 'nowhere.mp4 cannot be read: there is no such file.'],
    ['videos upload fine.mp4 nowhere.mp4', 2, 'nowhere.mp4 cannot be read'],
    ['videos upload a.mp4 b.mp4 --title x', 2, '--title is for one file'],
    ['videos upload fine.mp4 --into AAAAAAAAAAA --tag x', 2, 'With --into only the bytes are new.'],
    ['videos upload fine.mp4 --into short', 2, 'It must be the id of a video'],
    ['videos upload fine.mp4 --org 1', 2, '--org goes with --privacy members.'],
    ['videos upload fine.mp4 --password-stdin', 2, '--password-stdin goes with --privacy password'],
    ['videos upload fine.mp4 --privacy password', 2, 'Give it with --password-stdin.'],
    ['videos upload fine.mp4 --channel nowhere', 3, 'There is no channel nowhere'],
    ['videos upload fine.mp4 --again --into AAAAAAAAAAA', 3, 'There is no video AAAAAAAAAAA'],
  ])('when "%s" cannot be done, then it ends with %i and says why', async (line, code, why) => {
    await clip('fine.mp4')
    const ended = await shell.run(`larder ${line}`)
    expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(why)])
    expect(ended.stdout).toBe('')
  })

  test('when there is no channel, or one of several, then it says what to type', async () => {
    const other = Shell.open(larder.url)
    await other.logIn(await larder.person('bob'))
    other.write('a.mp4', 'x')
    const none = await other.run('larder videos upload a.mp4')
    expect(none).toMatchObject({ code: 3, stderr: expect.stringContaining('channels create') })
    await other.out('larder channels create bobs-shed')
    await other.out('larder channels create bobs-barn')
    const several = await other.run('larder videos upload a.mp4')
    expect(several.code).toBe(2)
    expect(several.stderr).toContain('There are: bobs-shed, bobs-barn.')
    const foreign = await other.run('larder videos upload a.mp4 --channel kitchen')
    expect(foreign).toMatchObject({ code: 2, stderr: expect.stringContaining('not your channel') })
  })

  test.each(['SIGKILL', 'SIGINT'] as const)(
    'when an upload is ended by %s, then the same command goes on with the entry and the bytes',
    async (signal) => {
      const bytes = await clip(`long-${signal}.mp4`, 12)
      const line = await sendingLine(larder.url, { bytesPerSecond: bytes.length / 4 })
      const settings = { LARDER_URL: line.url, LARDER_TOKEN: ada.session, LARDER_RETRIES: '2' }
      const first = start(settings, 'videos', 'upload', `long-${signal}.mp4`)
      await expect.poll(() => line.passed, { timeout: 30_000 }).toBeGreaterThan(bytes.length / 2)
      first.child.kill(signal)
      const ended = await first.ended
      if (signal === 'SIGINT') {
        expect([ended.code, ended.stderr]).toEqual([
          130,
          'Interrupted. The same command goes on with what is missing.\n',
        ])
      }
      const title = `long-${signal}`
      const entryOf = async () => {
        const mine = (await shell.json('larder videos list --mine')) as Uploaded[]
        return mine.filter((video) => video.title === title)
      }
      expect(await entryOf()).toMatchObject([{ state: 'uploading' }])
      line.heal()
      const before = line.passed
      const again = await start(settings, 'videos', 'upload', `long-${signal}.mp4`, '--json').ended
      expect([again.code, again.stderr]).toEqual([0, ''])
      const [entry] = await entryOf()
      expect(linesOf(again.stdout)).toMatchObject([{ id: entry?.id, state: 'ready' }])
      expect(line.passed - before).toBeLessThan(bytes.length)
      expect(await entryOf()).toHaveLength(1)
      expect(await ada.larder.videos.hasFile({ sha256: sha256(bytes) })).toMatchObject({
        videoId: entry?.id,
      })
    },
    60_000,
  )
})

describe.runIf(findExecutable('script'))('Given a terminal', () => {
  test('when a video is to open with a password, then it is asked for and not shown', async () => {
    await clip('secret.mp4')
    const typed = 'larder videos upload secret.mp4 --privacy password'
    const password = 'rise and shine'
    const { shown, code } = await onTerminal(shell, typed, [`${password}\n`, `${password}\n`])
    expect(code).toBe(0)
    expect(shown).toContain('Password of the video again: ')
    expect(shown).not.toContain(password)
    const [, id = ''] = /is video ([\w-]{11}):/.exec(shown) ?? []
    await expect(larder.client().videos.unlock({ id, password })).resolves.toHaveProperty('grant')
    const newer = 'shine and rise'
    const line = `larder videos edit ${id} --privacy password`
    const edited = await onTerminal(shell, line, [`${newer}\n`, `${newer}\n`])
    expect(edited).toMatchObject({ code: 0, shown: expect.not.stringContaining(newer) })
    await expect(larder.client().videos.unlock({ id, password: newer })).resolves.toBeDefined()
  })
})

describe.runIf(findExecutable('script'))('Given a terminal and a slow line', () => {
  test('when several are uploaded, then each has a bar, and all are gone in the end', async () => {
    await clip('a.mp4', 8)
    await clip('b.mp4', 8)
    const line = await sendingLine(larder.url, { bytesPerSecond: 60_000 })
    const typed = `stty columns 90 rows 30; LARDER_URL=${line.url} LARDER_TOKEN=${ada.session} larder videos upload a.mp4 b.mp4`
    const { shown, code } = await onTerminal(shell, typed, [])
    expect(code).toBe(0)
    const frames = shown.split('\u001b[J')
    const both = frames.filter(
      (frame) => /^.*a\.mp4 {2}.* %/m.test(frame) && /b\.mp4 {2}.* %/.test(frame),
    )
    expect(both.length).toBeGreaterThan(3)
    expect(shown).toContain('is sent, and looked at')
    expect(shown).toMatch(/a\.mp4 is video [\w-]{11}: "a"/)
    expect(frames.at(-1)).not.toContain('%')
  })
})

function start(settings: Record<string, string>, ...args: string[]) {
  const command = join(import.meta.dirname, '../../../apps/cli/dist/larder.mjs')
  const child = spawn(process.execPath, [command, ...args], {
    cwd: shell.directory,
    env: { ...shell.settings, ...settings },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  afterwards(() => child.kill('SIGKILL'))
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]).then(
    ([stdout, stderr, [code]]) => ({ code: code as number | null, stdout, stderr }),
  )
  return { child, ended }
}
