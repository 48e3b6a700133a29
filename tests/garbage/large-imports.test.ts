import { beforeAll, describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import type { Allowed, Outcome } from './within-a-second.ts'
import { problemWithRefusal, send } from './within-a-second.ts'

const ROWS = 5_000
const LONGEST_LIST = 2_000_000

/** To read every row is work, and not garbage any more: this is for a busy machine. */
const WORK = { mostMs: 5_000, mostBytes: LONGEST_LIST }

// Every line break takes two bytes in JSON, and a control character six.
const larder = await startLarder({ settings: { LARDER_BODY_LIMIT: '33554432' } })
const person = await larder.person('ada')
const ada = { url: larder.url, pid: larder.pid, secret: person.session }
const times: number[] = []

const header =
  'freezer,boxes,box,number,product,description,type,date_in,date_out,period_months,quantity\n'
const good = 'frigo,4,1,,peas,,soup,2024-01-31,,6,1\n'
const blank = ',,,,,,,,,,\n'

interface Refused {
  row: number
  problems: string[]
}

describe('Given a file of megabytes that is no inventory', () => {
  const longRow = 'is longer than 100000 bytes; perhaps a quote is not closed'
  const tooMany = 'a file may hold 5000 rows; split it'
  const nothing = 'there is no product in the file'
  const lacks = 'the header lacks freezer, boxes,'

  test.each<[what: string, csv: string, row: number, problem: string]>([
    ['one cell', 'a'.repeat(4e6), 1, longRow],
    ['a header of commas', ','.repeat(4e6), 1, lacks],
    ['a header of a million columns', header.trim() + ',x'.repeat(1e6), 1, longRow],
    ['a header of 100 columns', `${header.trim() + ',x'.repeat(89)}\n${good}`, 1, '100 columns'],
    ['spaces', ' '.repeat(4e6), 1, lacks],
    ['empty lines', '\n'.repeat(4e6), 1, lacks],
    ['a row of commas', `${header}${','.repeat(3.9e6)}x`, 2, longRow],
    ['a row of 5,000 cells', `${header}${'x,'.repeat(5_000)}`, 2, 'has 100 cells or more'],
    ['a row of spaces', `${header}x${' '.repeat(3.9e6)}x`, 2, longRow],
    ['quotes', header + '"'.repeat(2e6), 2, longRow],
    ['an open quote', `${header}${good}"${good.repeat(90_000)}`, 3, longRow],
    ['a quote out of place', `${header}${good}${'x'.repeat(50_000)}"`, 3, 'is not valid CSV'],
    ['a header and empty lines', header + '\n'.repeat(3.9e6), 2, nothing],
    ['a header and empty rows', header + blank.repeat(350_000), 2, nothing],
    ['empty lines before a row', `${header}${'\n'.repeat(3.9e6)}x`, 3_900_002, 'has 1 cells'],
    ['empty rows before a row', `${header}${blank.repeat(350_000)}x`, 10_002, 'are empty'],
    ['short rows', header + 'a,b\n'.repeat(900_000), 5_002, tooMany],
    ['good rows', header + good.repeat(100_000), 5_002, tooMany],
    ['good rows with gaps', header + `${good}\n${blank}`.repeat(60_000), 15_002, tooMany],
  ])('when it is %s, then row and reason are told soon', async (_, csv, row, problem) => {
    const refused = rowsOf(await importFile(csv))
    expect(refused).toEqual([{ row, problems: [expect.stringContaining(problem)] }])
  })
})

describe('Given a file of 5,000 rows, every one of them wrong', () => {
  test.each<[how: string, row: string, problem: string]>([
    ['with a long cell', good.replace('peas', 'x'.repeat(700)), `product "${'x'.repeat(60)}..."`],
    ['in every cell', `${Array(11).fill('x'.repeat(70)).join(',')}\n`, 'and 6 more'],
    ['in other letters', good.replace('soup', '豆'.repeat(80)), 'there is no product type "豆豆'],
    ['with quotes', good.replace('soup', `"${'""'.repeat(75)}"`), 'there is no product type'],
    ['with control characters', good.replace('peas', '\u0001'.repeat(200)), 'control characters'],
    ['with unknown freezers', good.replace('frigo,4', `${'x'.repeat(80)},`), 'cannot be created'],
    ['with too few cells', 'a,b\n', 'has 2 cells where the header has 11'],
    ['with too many cells', `${'x,'.repeat(390)}\n`, 'has 100 cells or more'],
  ])('%s, then every row is told, in less than 2 MB', async (_, row, problem) => {
    const refused = rowsOf(await importFile(header + row.repeat(ROWS)), WORK)
    expect(refused.map(({ row }) => row)).toEqual(Array.from({ length: ROWS }, (_, n) => n + 2))
    expect(refused.at(-1)?.problems.join()).toContain(problem)
  })
})

describe('Given a large file that is good', () => {
  beforeAll(() => person.freezer({ name: 'frigo', boxes: 4 }))

  test.each([
    ['and plain', good.repeat(ROWS)],
    ['with long texts', good.replace('peas,', `peas,${'d'.repeat(700)}`).repeat(ROWS)],
    ['with a gap after every row', `${good}\n`.repeat(ROWS)],
    ['with an empty end', good.repeat(ROWS) + blank.repeat(300_000)],
  ])('%s, then all of its rows are read', async (_, rows) => {
    const { status, body } = await importFile(header + rows)
    expect(status).toBe(200)
    expect(JSON.parse(body).result.data).toMatchObject({ products: ROWS, inside: ROWS })
  })
})

describe('Given all of that', () => {
  test('then nothing took long, and the server is well', async () => {
    expect(await person.larder.accounts.whoAmI()).toBeDefined()
    const slowest = Math.round(Math.max(...times))
    figure(11, `${times.length} files of megabytes: refused after ${slowest} ms at most, by row`)
  })
})

/** Sends a file, to be checked only. */
function importFile(csv: string): Promise<Outcome> {
  return send(ada, 'freezers.importCsv', JSON.stringify({ csv, dryRun: true }))
}

/** The rows that a file was refused for, within what is allowed. */
function rowsOf(outcome: Outcome, allowed?: Allowed): Refused[] {
  const reasons = ['IMPORT_REFUSED']
  expect(problemWithRefusal(outcome, { reasons, ...allowed })).toBeUndefined()
  times.push(outcome.ms)
  return JSON.parse(outcome.body).error.data.details.rows
}
