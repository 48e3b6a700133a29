import { beforeAll, describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { plainPicture } from '../../files/pictures/some-pictures.ts'
import { sendingLine } from '../../sdk/files/sending-line.ts'
import { makeClip } from '../../videos/clips/clip.ts'
import { Shell } from '../shell.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const bob = await larder.person('bob')
const hers = Shell.open(larder.url)
const his = Shell.open(larder.url)
const clip = await makeClip({ seconds: 4 })
let id = ''

beforeAll(async () => {
  await hers.logIn(ada)
  await his.logIn(bob)
  await hers.out('larder channels create kitchen --name "Our kitchen"')
  hers.write('loaf.mp4', clip)
  const line = await hers.out('larder videos upload loaf.mp4 --privacy public --draft --json')
  id = (JSON.parse(line) as { id: string }).id
})

describe('Given a video that is not published yet', () => {
  test('when it is published, then others find, watch, like and discuss it', async () => {
    expect((await his.run(`larder videos show ${id}`)).code).toBe(3)
    expect(await his.run('larder videos list')).toMatchObject({ code: 0, stdout: '' })
    expect(await hers.out(`larder videos publish ${id}`)).toContain('is published for everyone')
    await hers.out(
      `larder videos edit ${id} --title "Rye bread" --tag bread --description $'0:00 Flour\\n0:02 Water\\n0:03 Knead'`,
    )
    // What is searched is derived from the events, a moment later.
    await expect
      .poll(() => his.out('larder videos search ry'), { timeout: 20_000 })
      .toMatch(/^\S{11} {2}Rye bread +kitchen +0:04/m)
    expect(await his.out('larder videos list --tag Bread')).toContain('Rye bread')
    expect(await his.out(`larder videos show ${larder.url}/videos/${id}/stream`)).toMatch(
      /^Chapters +0:00 Flour, 0:02 Water, 0:03 Knead$/m,
    )
    expect(await his.out(`larder videos like ${id}`)).toBe(
      'You like "Rye bread" (likes: 1, dislikes: 0).\n',
    )
    expect(await his.out(`larder videos unlike ${id}`)).toContain('likes: 0')
    const said = (await his.json(`larder videos comment ${id} "It rose!"`)) as { id: number }
    await hers.out(`larder videos comment ${id} "So it did." --reply-to ${said.id}`)
    expect(await his.out(`larder videos comments ${id}`)).toMatch(/ 1 {2}It rose!$/m)
    expect(await his.out(`larder videos comments ${id} --replies-to ${said.id}`)).toContain('So it')
    expect(await his.out('larder notifications list --unread')).toContain('replied to you')
    const [told] = (await his.json('larder notifications list')) as { id: number }[]
    expect(await his.out('larder notifications read --all')).toBe('Everything is read.\n')
    expect(await his.run('larder notifications list --unread')).toMatchObject({
      stdout: '',
      stderr: 'There is nothing new.\n',
    })
    expect(await his.out(`larder notifications remove ${told?.id}`)).toContain('is removed')
    expect(await his.json('larder notifications list')).toEqual([])
    expect((await his.run(`larder notifications remove ${told?.id}`)).code).toBe(3)
    await hers.out(`larder videos delete-comment ${said.id}`)
  })

  test('when it is downloaded over a line that breaks, then it goes on and is whole', async () => {
    const line = await sendingLine(larder.url, { cutAfter: () => 1_000 })
    const settings = { LARDER_URL: line.url, LARDER_TOKEN: bob.session, LARDER_RETRIES: '2' }
    expect(await his.out(`larder videos download ${id}`, { settings })).toMatch(
      /^Video \S+ is in Rye bread\.mp4 \(video\/mp4, [\d.]+ kB\)\.\n$/,
    )
    his.write('loaf.mp4', clip)
    expect(await his.out('cmp loaf.mp4 "Rye bread.mp4" && echo same')).toBe('same\n')
    expect(await his.run(`larder videos download ${id}`)).toMatchObject({
      code: 2,
      stderr: 'larder: Rye bread.mp4 exists.\nReplace it with --force.\n',
    })
    expect(await his.out(`larder videos download ${id} -o - | cmp - loaf.mp4 && echo same`)).toBe(
      'same\n',
    )
  })

  test('when it opens with a password, then a link opens it', async () => {
    const input = 'sourdough\n'
    await hers.out(`larder videos edit ${id} --privacy password --password-stdin`, { input })
    const refused = await his.run(`larder videos download ${id} -o x.mp4`)
    expect(refused).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('larder videos unlock'),
    })
    const wrong = await his.run(`larder videos unlock ${id} --password-stdin`, { input: 'rye\n' })
    expect(wrong).toMatchObject({ code: 4, stderr: expect.stringContaining('not the password') })
    const link = await his.out(`larder videos unlock ${id} --password-stdin`, { input })
    await his.out(`larder videos download '${link.trim()}' -o x.mp4`)
    expect(await his.out(`larder videos show '${link.trim()}'`)).toContain('whoever knows')
    const said = await his.json(`larder videos comment '${link.trim()}' 'It rose!'`)
    const { id: comment } = said as { id: number }
    const edit = `larder videos edit-comment ${comment} 'It rose, and fell.'`
    expect((await his.run(edit)).code).toBe(4)
    expect(await his.out(`${edit} --video '${link.trim()}'`)).toContain('is changed')
    await hers.out(`larder videos edit ${id} --privacy private`)
    const lent = await hers.out(`larder videos link ${id} --for 10m`)
    expect(await his.out(`larder videos show '${lent.trim()}'`)).toContain('Rye bread')
    expect((await his.run(`larder videos show ${id}`)).code).toBe(3)
    await hers.out(`larder videos edit ${id} --privacy public`)
  })

  test('when it is in the bin, then it is gone for others, comes back, and goes for ever', async () => {
    expect(await hers.out(`larder videos delete ${id}`)).toContain(`larder videos restore ${id}`)
    expect((await his.run(`larder videos show ${id}`)).code).toBe(3)
    expect(await hers.out('larder videos bin')).toContain('Rye bread')
    expect(await hers.out(`larder videos restore ${id}`)).toBe('"Rye bread" is back on @kitchen.\n')
    expect(await hers.run(`larder videos purge ${id}`)).toMatchObject({ code: 5 })
    expect(await his.out(`larder videos show ${id}`)).toContain('Rye bread')
  })
})

describe('Given a video that is ready', () => {
  test('when captions are put, printed and removed, then it has them until then', async () => {
    const vtt = 'WEBVTT\n\n00:00.000 --> 00:02.000\nThis is rye flour.\n'
    hers.write('loaf.vtt', vtt)
    expect(await hers.run(`larder videos captions ${id} loaf.vtt`)).toMatchObject({ code: 2 })
    expect(await hers.out(`larder videos captions ${id} loaf.vtt --language en`)).toBe(
      '"Rye bread" has captions in en: "English".\n',
    )
    expect(await his.json(`larder videos captions ${id}`)).toMatchObject([{ language: 'en' }])
    expect(await his.out(`larder videos captions ${id} --language en`)).toContain('rye flour.')
    await hers.out(`larder videos captions ${id} --language en --remove`)
    expect(await his.json(`larder videos captions ${id}`)).toEqual([])
  })

  test('when another picture is chosen, or one of hers, then it stands for it', async () => {
    expect(await hers.out(`larder videos thumbnail ${id} --use thumbnail-2`)).toBe(
      '"Rye bread" is shown with thumbnail-2.\n',
    )
    expect(await hers.out(`larder videos thumbnail ${id}`)).toMatch(/^thumbnail-2 .* yes$/m)
    await hers.out(`larder videos thumbnail ${id} --at 0:03`)
    await expect
      .poll(() => hers.out(`larder videos thumbnail ${id}`), { timeout: 20_000 })
      .toMatch(/^thumbnail-at .* yes$/m)
    hers.write('own.png', await plainPicture(320, 180))
    await hers.out(`larder videos thumbnail ${id} own.png`)
    expect(await hers.out('larder files list --kind picture --json')).toBe('[]\n')
    expect(await hers.run(`larder videos thumbnail ${id} --at 0:03 own.png`)).toMatchObject({
      code: 2,
    })
    expect(await hers.run(`larder videos thumbnail ${id} loaf.vtt`)).toMatchObject({ code: 1 })
  })
})

describe('Given a channel', () => {
  test('when somebody follows it, then it is among theirs until they do not any more', async () => {
    await his.out('larder follow @kitchen')
    const followed = await his.json('larder channels list --followed')
    expect(followed).toMatchObject([{ handle: 'kitchen', isFollowed: true, followers: 1 }])
    expect(await his.out('larder unfollow kitchen')).toBe('You do not follow @kitchen.\n')
    expect(await his.json('larder channels list --followed')).toEqual([])
    expect(await hers.run('larder follow kitchen')).toMatchObject({ code: 1 })
  })

  test('when one that somebody follows is hidden, then they find it and follow it no more', async () => {
    for (const handle of ['cellar', 'attic']) {
      await hers.out(`larder channels create ${handle}`)
      await his.out(`larder follow ${handle}`)
      await hers.out(`larder channels delete ${handle}`)
    }
    expect(await his.json('larder channels list --followed')).toEqual([])
    expect(await his.out('larder channels list --followed --hidden')).toMatch(
      /^ID +HANDLE +FOLLOWED SINCE\n *\d+ +cellar .*\n *\d+ +attic /,
    )
    const hidden = await his.json('larder channels list --followed --hidden')
    const [, attic] = hidden as { id: number }[]
    expect(await his.out('larder unfollow @cellar')).toBe('You do not follow @cellar.\n')
    expect(await his.out(`larder unfollow ${attic?.id}`)).toBe(
      `You do not follow channel ${attic?.id}.\n`,
    )
    expect(await his.run('larder channels list --followed --hidden')).toMatchObject({
      stdout: '',
      stderr: 'You follow no channel that is hidden.\n',
    })
    expect(await his.run('larder unfollow cellar')).toMatchObject({ code: 3 })
    expect(await his.run('larder channels list --hidden')).toMatchObject({ code: 2 })
  })

  test('when it is deleted, then it says what goes before it goes, and comes back', async () => {
    expect(await hers.run('larder channels delete kitchen')).toMatchObject({
      code: 5,
      stderr: expect.stringMatching(
        /1 video and \d comments? go with the channel\.\n.*--videos 1\n$/,
      ),
    })
    expect(await hers.out('larder channels delete kitchen --dry-run')).toMatch(
      /^With @kitchen would go 1 video \(.*\) and (?:1 comment|\d comments)\. .* --videos 1$/m,
    )
    await hers.out('larder channels delete kitchen --videos 1')
    expect((await his.run(`larder videos show ${id}`)).code).toBe(3)
    expect(await hers.out('larder channels list --bin')).toContain('kitchen')
    expect(await hers.out('larder channels restore kitchen')).toContain('is back')
    expect(await hers.out('larder channels edit kitchen --handle oven-side')).toContain(
      '@oven-side',
    )
    expect(await his.out('larder channels show oven-side')).toMatch(/^Name +Our kitchen$/m)
  })
})

describe('Given a playlist', () => {
  test('when videos are put in, moved and taken out, then it shows them in their order', async () => {
    const made = (await his.json('larder playlists create Bread')) as { id: string }
    expect(await his.out(`larder playlists add ${made.id} ${id}`)).toContain('with 1 in all')
    expect(await his.out(`larder playlists show ${made.id}`)).toMatch(
      /^ +1 {2}\S{11} {2}Rye bread/m,
    )
    await his.out(`larder playlists move ${made.id} ${id} --place 1`)
    await his.out(`larder playlists remove ${made.id} ${id}`)
    expect(await his.json(`larder playlists show ${made.id}`)).toEqual([])
    expect((await hers.run(`larder playlists show ${made.id}`)).code).toBe(3)
    await his.out(`larder playlists delete ${made.id}`)
    expect(await his.run('larder playlists list')).toMatchObject({
      stderr: 'You have no playlist. Create one: larder playlists create "Bread"\n',
    })
  })
})
