import { beforeAll, describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { Shell } from './shell.ts'

const header =
  'freezer,boxes,box,number,product,description,type,date_in,date_out,period_months,quantity'
const rows = [
  'cellar,4,1,1,peas,,soup,2024-01-31,,6,1',
  'cellar,4,1,,"soup, hot",with "leek",soup,2024-01-31,2024-02-29,6,4',
]
const good = `${header}\n${rows.join('\n').replace('with "leek"', '"with ""leek"""')}\n`

const larder = await startLarder()
const shell = Shell.open(larder.url)

async function products(): Promise<{ name: string }[]> {
  return (await shell.json('larder products list --both')) as { name: string }[]
}

beforeAll(async () => {
  await shell.logIn(await larder.person('ada'))
  shell.write('good.csv', good)
})

describe('Given a file that is good', () => {
  test('when it is tried with --dry-run, then it says what would happen, and nothing does', async () => {
    expect(await shell.out('larder import good.csv --dry-run')).toBe(
      'Nothing is wrong: 2 products (1 inside, 1 taken out) would be imported. New freezers: "cellar".\n',
    )
    expect(await products()).toEqual([])
  })

  test('when it is imported, exported and imported elsewhere, then both households have the same', async () => {
    const { stderr, stdout } = await shell.run('larder import good.csv')
    expect([stdout, stderr]).toEqual([
      '2 products (1 inside, 1 taken out) are imported. New freezers: "cellar".\n',
      '',
    ])
    const elsewhere = Shell.open(larder.url)
    await elsewhere.logIn(await larder.person('bob'))
    const csv = await shell.out('larder export')
    await elsewhere.out('larder import -', { input: csv })
    expect(await elsewhere.out('larder export')).toBe(csv)
    expect((await products()).map(({ name }) => name).sort()).toEqual(['peas', 'soup, hot'])
  })
})

describe('Given a file that is not', () => {
  test('when it is imported, then every bad row is named with its reason, and nothing is imported', async () => {
    const before = await products()
    const bad = [
      header,
      'cellar,4,1,9,peas,,soup,2024-01-31,,6,1',
      'cellar,4,7,1,peas,,unobtainium,2024-02-30,,6,1',
      'cellar,4,1,1,peas,,soup,2024-01-31,2024-01-01,6,1',
    ]
    shell.write('bad.csv', bad.join('\n'))
    const { code, stdout, stderr } = await shell.run('larder import bad.csv')
    expect([code, stdout]).toEqual([1, ''])
    const [first, titles, ...lines] = stderr.trim().split('\n')
    expect([first, titles]).toEqual(['larder: Nothing was imported.', 'ROW  PROBLEM'])
    expect(new Set(lines.map((line) => /^ *(\d)? /.exec(line)?.[1]))).toEqual(
      new Set(['3', '4', undefined]),
    )
    expect(stderr).toMatch(/3 {2}.*2024-02-30|3 {2}.*unobtainium/)
    expect(await products()).toEqual(before)
  })

  test.each([
    ['another encoding', new Uint8Array([0x66, 0xe9, 0x65]), 2, 'is not UTF-8'],
    ['an empty file', '', 1, 'the header lacks'],
    ['only a header', header, 1, 'there is no product in the file'],
    ['a quote that never ends', `${header}\n"cellar`, 1, 'is not valid CSV'],
  ])('with %s, when it is imported, then it says so', async (_, content, code, why) => {
    shell.write('odd.csv', content)
    const ended = await shell.run('larder import odd.csv')
    expect(ended).toMatchObject({ code, stderr: expect.stringContaining(why) })
  })
})

describe('Given an export', () => {
  test('when the file is there already, then it is not replaced, unless by --force', async () => {
    shell.write('there.csv', 'precious')
    const refused = await shell.run('larder export there.csv')
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('--force') })
    expect(shell.read('there.csv')).toBe('precious')
    await shell.out('larder export there.csv --force')
    expect(shell.read('there.csv').startsWith(header)).toBe(true)
  })

  test('when its folder is missing, then it says so, and that it can be made', async () => {
    const refused = await shell.run('larder export missing/there.csv')
    const stderr = 'larder: There is no folder missing.\nMake it first.\n'
    expect(refused).toMatchObject({ code: 2, stderr, stdout: '' })
  })

  test('when a cell looks like a formula, then a spreadsheet would not run it, and it comes back', async () => {
    const eve = Shell.open(larder.url)
    await eve.logIn(await larder.person('eve'))
    await eve.out('larder freezers create attic --boxes 1')
    const names = ['=1+1', '+cmd', '-cmd', '@SUM(A1)', "'=quoted"]
    for (const name of names) await eve.out(`larder products add --box 1 --type soup -- "${name}"`)
    const csv = await eve.out('larder export')
    expect(csv).not.toMatch(/(^|,)["]?[=+@-][^\d]/m)
    const reader = Shell.open(larder.url)
    await reader.logIn(await larder.person('reader'))
    await reader.out('larder import -', { input: csv })
    const list = (await reader.json('larder products list')) as { name: string }[]
    expect(list.map(({ name }) => name)).toEqual(names)
  })
})
