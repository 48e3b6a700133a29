import { procedures } from '@larder/sdk'
import { beforeAll, describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { Shell } from './shell.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const shell = Shell.open(larder.url)

beforeAll(() => shell.logIn(ada))

describe('Given larder call', () => {
  test('when no procedure is named, then all are listed', async () => {
    const list = (await shell.json('larder call')) as { name: string }[]
    expect(list.map(({ name }) => name)).toEqual(Object.keys(procedures))
  })

  test.each([
    ['as it is', `--input '{"name":"attic","boxes":2}'`],
    ['from a file', '--input @input.json'],
    ['from standard input', '--input - < input.json'],
  ])('when its input comes %s, then it is taken and the answer is JSON', async (how, option) => {
    const name = `freezer ${how}`
    shell.write('input.json', JSON.stringify({ name, boxes: 2 }))
    const line = `larder call freezers.create ${option.replace('attic', name)}`
    expect(JSON.parse(await shell.out(line))).toMatchObject({ name, boxes: 2 })
  })

  test('when a command is repeated under its key, then it happens once', async () => {
    const line = `larder call freezers.create --input '{"name":"once","boxes":1}' --idempotency-key key-12345678`
    expect(await shell.out(line)).toBe(await shell.out(line))
  })

  test('when the input is wrong, then the field is named', async () => {
    const { code, stderr } = await shell.run(`larder call freezers.create --input '{"name":"x"}'`)
    expect([code, stderr]).toEqual([2, expect.stringContaining('boxes')])
  })

  test.each(['accounts.logIn', 'accounts.register', 'accounts.changePassword'])(
    'when %s would print a session, then its own command is named instead',
    async (procedure) => {
      const { code, stdout, stderr } = await shell.run(`larder call ${procedure} --input '{}'`)
      expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('"larder ')])
    },
  )

  test.each(['__proto__', 'freezers', 'constructor', 'freezers.list.all'])(
    'when %s is no procedure, then it says so',
    async (name) => expect(await shell.run(`larder call ${name}`)).toMatchObject({ code: 3 }),
  )
})
