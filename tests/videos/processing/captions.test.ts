import { normalisedVtt, wordsIn } from '@larder/api/src/videos/captions/web-vtt.ts'
import { chaptersIn } from '@larder/api/src/videos/chapters.ts'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { newVideo } from './new-video.ts'

const larder = await startLarder()
const ada = await larder.person('ada')

const hostile = `\uFEFFWEBVTT - loaf\r
Kind: captions\r
\r
STYLE\r
::cue { background: url(http://example.org/spy.png) }\r
\r
NOTE a word\r
to nobody\r
\r
first\r
00:01.000 --> 00:02.500 align:start line:0 onload:alert(1)\r
<v Ada onclick=x>Knead</v> <b class="x">it</b> <script>alert(1)</script>\r
<i>well</i> & so <img src=x onerror=alert(1)> on\r
\r
00:02.500 --> 01:00:03.000\r
<00:02.700>1 < 2 &amp; 3 -->\r
`

describe('Given captions of a video', () => {
  test('when they are put, then cues are kept, and nothing that could do anything', async () => {
    const { id } = await newVideo(ada)
    const put = await ada.larder.videos.captions.put({
      id,
      language: 'en',
      label: 'English',
      vtt: hostile.replace(' -->\r\n', '\r\n'),
    })
    expect(put.captions).toEqual([{ language: 'en', label: 'English' }])
    const { vtt } = await ada.larder.videos.captions.get({ id, language: 'en' })
    expect(vtt).toBe(
      [
        'WEBVTT',
        '',
        '00:00:01.000 --> 00:00:02.500 align:start line:0',
        '<v Ada onclick=x>Knead</v> <b>it</b> alert(1)',
        '<i>well</i> &amp; so  on',
        '',
        '00:00:02.500 --> 01:00:03.000',
        '<00:02.700>1 &lt; 2 &amp; 3',
        '',
      ].join('\n'),
    )
    expect(normalisedVtt(vtt)).toBe(vtt)
    expect(wordsIn(vtt)).toContain('Knead it alert(1) well')
    await ada.larder.videos.captions.remove({ id, language: 'en' })
    expect((await ada.larder.videos.get({ id })).captions).toEqual([])
    await expect(ada.larder.videos.captions.get({ id, language: 'en' })).rejects.toMatchObject({
      reason: 'NOT_FOUND',
    })
  })

  test.for([
    ['no head', '00:01.000 --> 00:02.000\npeas', 1],
    ['another head', 'WEBVTTX\n\n00:01.000 --> 00:02.000\npeas', 1],
    ['no cues', 'WEBVTT\n\n', 1],
    ['an end before the beginning', 'WEBVTT\n\n00:02.000 --> 00:01.000\npeas', 3],
    ['times that go back', 'WEBVTT\n\n00:02.000 --> 00:03.000\na\n\n00:01.000 --> 00:03.000\nb', 6],
    ['times of SubRip', 'WEBVTT\n\n1\n00:00:01,000 --> 00:00:02,000\npeas', 4],
    ['a cue without times', 'WEBVTT\n\npeas', 3],
  ] as const)('when they have %s, then they are refused, with the line', ([, vtt, line]) => {
    expect(() => normalisedVtt(vtt)).toThrow(`line ${line}`)
  })

  test('when a line is nothing but tags that are taken out, then the cue goes on behind it', () => {
    const cue = '00:01.000 --> 00:02.000\n<font color="red">\nHello\n</font>'
    const vtt = normalisedVtt(`WEBVTT\n\n${cue}\n`)
    expect(vtt).toBe('WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello\n')
    expect(normalisedVtt(vtt)).toBe(vtt)
    expect(wordsIn(vtt).trim()).toBe('Hello')
  })
})

describe('Given a description', () => {
  test.for([
    ['0:00 Dough\n1:05 Kneading\n1:02:03 Baking', [0, 65_000, 3_723_000]],
    ['Bread!\n00:00 - Dough\n(02:30) Kneading', [0, 150_000]],
    ['0:00 Dough', []],
    ['0:10 Dough\n0:20 Kneading', []],
    ['0:00 Dough\n0:20 Kneading\n0:10 Baking', []],
    ['0:00 Dough\n0:61 Kneading', []],
    ['0:00 Dough\n9:00:00 Behind the end', []],
    ['At 0:00 we begin\nand at 0:10 we go on', []],
  ] as const)('%j, then its chapters begin at %j', ([description, starts]) => {
    const chapters = chaptersIn(description, 4_000_000)
    expect(chapters.map(({ startsAtMs }) => startsAtMs)).toEqual(starts)
  })

  test('when a time has nothing but spaces behind it, then that is seen at once', () => {
    const begun = performance.now()
    expect(chaptersIn(`0:00${' '.repeat(100_000)}\nx`, null)).toEqual([])
    expect(performance.now() - begun).toBeLessThan(500)
  })
})
