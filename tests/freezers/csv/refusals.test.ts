import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { dumpKept, startLarder } from '#harness'
import { daysAfter, todayAt } from '../days.ts'
import { fileOf, header } from './file-of.ts'

const larder = await startLarder()
const today = await todayAt(0)
const tomorrow = daysAfter(today, 1)

describe('Given a household with a freezer of 4 boxes and something in box 1, number 1', () => {
  let ada: Person

  beforeAll(async () => {
    ada = await larder.person('ada')
    await ada.product(await ada.freezer({ name: 'frigo', boxes: 4 }), { number: 1 })
  })

  test.for<[Parameters<typeof fileOf>[0], string]>([
    [{ freezer: '' }, 'freezer "": '],
    [{ freezer: 'cellar', boxes: '0' }, 'boxes "0": '],
    [{ freezer: 'cellar', boxes: '' }, 'there is no freezer "cellar", and boxes is empty'],
    [{ freezer: 'cellar', boxes: '2', box: '3' }, 'there is no box 3: "cellar" has boxes 1 to 2'],
    [{ box: '5', boxes: '5' }, 'there is no box 5: "frigo" has boxes 1 to 4'],
    [{ box: '' }, 'box "": must be a whole number'],
    [{ box: '1.5' }, 'box "1.5": must be a whole number'],
    [{ number: '1' }, 'number 1 in box 1 is taken'],
    [{ number: 'first' }, 'number "first": must be a whole number'],
    [{ number: '0' }, 'number "0": '],
    [{ product: '' }, 'product "": '],
    [{ product: 'x'.repeat(121) }, 'product "xxx'],
    [{ type: '' }, 'type "": must not be empty'],
    [{ type: 'soop' }, 'there is no product type "soop"'],
    [{ date_in: '' }, 'date_in "": must be a calendar day, YYYY-MM-DD'],
    [{ date_in: '31/01/2024' }, 'date_in "31/01/2024": must be a calendar day, YYYY-MM-DD'],
    [{ date_in: '2023-02-29' }, 'date_in "2023-02-29": must be a calendar day, YYYY-MM-DD'],
    [{ date_in: tomorrow }, `date_in ${tomorrow} is in the future (today is ${today})`],
    [{ date_out: 'soon' }, 'date_out "soon": must be a calendar day, YYYY-MM-DD'],
    [{ date_out: tomorrow }, `date_out ${tomorrow} is in the future (today is ${today})`],
    [{ date_out: '2024-01-30' }, 'date_out 2024-01-30 is before date_in 2024-01-31'],
    [{ period_months: '0' }, 'period_months "0": '],
    [{ period_months: 'always' }, 'period_months "always": '],
    [{ quantity: '101' }, 'quantity "101": '],
    [{ quantity: 'some' }, 'quantity "some": must be a whole number'],
  ])('when a row says %o, then it is refused: %s', async ([row, problem]) => {
    expect(await refusedRows(fileOf({}, row ?? {}))).toEqual([
      { row: 3, problems: [expect.stringContaining(problem)] },
    ])
  })

  test('when many rows are wrong, then every one is named with all that is wrong with it', async () => {
    const csv = fileOf(
      { type: 'soop', number: '1', box: '9' },
      {},
      { date_in: 'today', quantity: 'some' },
      { type: 'stoo', number: '1' },
      { number: '7' },
      { number: '7' },
    )
    expect(await refusedRows(csv)).toEqual([
      { row: 2, problems: [expect.stringMatching(/box 9/), expect.stringMatching(/soop/)] },
      { row: 4, problems: [expect.stringMatching(/date_in/), expect.stringMatching(/quantity/)] },
      { row: 5, problems: [expect.stringMatching(/stoo/), expect.stringMatching(/taken/)] },
      { row: 7, problems: [expect.stringMatching(/number 7 in box 1 is taken/)] },
    ])
  })

  test('when rows have too few or too many cells, then those are named with the others', async () => {
    const rows = fileOf({}, { quantity: 'some' }, {}, { type: 'soop' }).split('\n')
    const csv = [rows[0], `${rows[1]},more`, rows[2], 'peas,3', rows[4]].join('\n')
    expect(await refusedRows(csv)).toEqual([
      { row: 2, problems: [expect.stringContaining('12 cells where the header has 11')] },
      { row: 3, problems: [expect.stringContaining('quantity')] },
      { row: 4, problems: [expect.stringContaining('2 cells where the header has 11')] },
      { row: 5, problems: [expect.stringContaining('soop')] },
    ])
  })

  test('when rows span lines or are empty, then they are counted as a spreadsheet does', async () => {
    const csv = fileOf({ description: '"one\ntwo\nthree"' }, { type: 'soop' }, { type: 'stoo' })
    const withGap = csv.replace('\nfrigo,4,1,,peas,,stoo', '\n\nfrigo,4,1,,peas,,stoo')
    expect((await refusedRows(withGap)).map(({ row }) => row)).toEqual([3, 5])
  })

  test('when two rows disagree on the boxes of a new freezer, then the later is refused', async () => {
    const csv = fileOf({ freezer: 'cellar', boxes: '3' }, { freezer: 'Cellar', boxes: '2' })
    const problem = 'boxes is 2 here and 3 in an earlier row of "Cellar"'
    expect(await refusedRows(csv)).toEqual([{ row: 3, problems: [problem] }])
  })

  test.for<[string, string, number, string]>([
    ['is empty', '', 1, 'the header lacks freezer, boxes,'],
    ['has no header', fileOf({}).split('\n')[1] ?? '', 1, 'the header lacks'],
    ['lacks columns', fileOf({}).replace('box,number', 'box,no'), 1, 'the header lacks number'],
    ['has no rows', header, 2, 'there is no product in the file'],
    ['leaves a quote open', fileOf({}, { product: '"peas' }), 3, 'is not valid CSV'],
  ])('when a file %s, then it is refused', async ([, csv, row, problem]) => {
    const problems = [expect.stringContaining(problem)]
    expect(await refusedRows(csv)).toEqual([{ row, problems }])
  })

  /** What an import is refused for; it must not have changed anything. */
  async function refusedRows(csv: string): Promise<{ row: number; problems: string[] }[]> {
    const before = await dumpKept(larder.database)
    const refusal = await ada.larder.freezers.importCsv({ csv }).catch((error) => error)
    expect(refusal).toMatchObject({ reason: 'IMPORT_REFUSED' })
    expect(await dumpKept(larder.database)).toEqual(before)
    return refusal.details.rows
  }
})
