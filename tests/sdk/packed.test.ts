import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { otherNode } from '../cli/other-node.ts'
import { ForeignProject } from './foreign-project.ts'

let project: ForeignProject

beforeAll(async () => {
  project = await ForeignProject.create()
}, 120_000)

// As somebody would write it who has read the first page of the README.
const program = `
import { createLarder, isLarderError } from '@larder/sdk'

const [url = '', token] = process.argv.slice(2)
const larder = createLarder({ url, token })
const freezer = await larder.freezers.create({ name: 'cellar', boxes: 2 })
await larder.freezers.products.add({ freezerId: freezer.id, box: 2, name: 'peas', typeId: 1 })
for await (const product of larder.freezers.products.list.all({ inside: true })) {
  console.log(product.freezerName, product.box, product.number, product.name)
}
try {
  await larder.freezers.edit({ id: freezer.id, boxes: 1 })
} catch (error) {
  if (!isLarderError(error) || error.reason !== 'FREEZER_HAS_OCCUPIED_BOXES') throw error
  console.log('still in', error.details.boxes.join())
}
for await (const event of larder.events.follow({ after: 0, types: ['ProductAdded'] })) {
  console.log(event.position > 0, event.payload.place.box)
  break
}
declare const process: { argv: string[] }
declare const console: { log(...values: unknown[]): void }
`

/** Each of these lines is wrong, and nothing else is. */
const wrong = `import { createLarder, isLarderError, type RouterOutputs } from '@larder/sdk'
const larder = createLarder({ url: 'http://127.0.0.1:3000' })
larder.freezers.create({ name: 'cellar' })
larder.freezers.create({ name: 'cellar', boxes: '2' })
larder.freezers.create({ name: 'cellar', boxes: 2, colour: 'white' })
larder.freezers.defrost({ id: 1 })
larder.freezers.products.list({ sort: [{ by: 'colour' }] })
larder.freezers.products.takeOut({ id: 1, reason: 'lost' })
larder.freezers.get.all({ id: 1 })
larder.accounts.whoAmI().then(({ password }) => password)
larder.events.follow({ types: ['ProductFrozen'] })
for await (const event of larder.events.follow()) event.type === 'AccountRegistered' && event.payload.place
const page: RouterOutputs['freezers']['list'] = { items: [], nextCursor: 1 }
const reasonOf = (error: unknown) => isLarderError(error) && error.reason === 'TOO_COLD'
const boxesOf = (error: unknown) => isLarderError(error) && error.reason === 'NOT_FOUND' && error.details.boxes
`
const firstWrongLine = 3
const lastWrongLine = 15

describe('Given an empty project in which the packed SDK was installed', () => {
  test('when ten lines are compiled strictly and run, then they do what they say', async () => {
    const larder = await startLarder()
    project.write('program.ts', program)
    expect(await project.compile()).toEqual({ code: 0, stdout: '', stderr: '' })
    for (const node of [process.execPath, otherNode()].filter((path) => path !== undefined)) {
      const ada = await larder.person('ada')
      const ended = await project.run(node, 'program.js', larder.url, ada.session)
      expect(ended).toEqual({
        code: 0,
        stdout: 'cellar 2 1 peas\nstill in 2\ntrue 2\n',
        stderr: '',
      })
    }
  })

  test('when a field, a procedure or a reason is wrong, then it does not compile', async () => {
    project.write('wrong.ts', wrong)
    const { code, stdout } = await project.compile()
    expect(code).not.toBe(0)
    const lines = [...stdout.matchAll(/^wrong\.ts\((\d+),/gm)].map(([, line]) => Number(line))
    const everyWrongLine = Array.from(
      { length: lastWrongLine - firstWrongLine + 1 },
      (_, n) => firstWrongLine + n,
    )
    expect([...new Set(lines)]).toEqual(everyWrongLine)
    project.write('wrong.ts', '')
  })

  test('when its methods are looked at, then each has its comment', () => {
    const declarations = read('index.d.ts')
    expect(declarations).toContain('Takes a product out: eaten, given away or discarded.')
    expect(declarations).toContain('Refuses with `FREEZER_NAME_TAKEN`')
  })

  test('when it is searched, then there is nothing of the server in it', () => {
    const installed = readdirSync(join(project.directory, 'node_modules'))
    expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['@larder', '@trpc'])
    expect(read('index.d.ts')).not.toMatch(/kysely|fastify|better-sqlite3|zod|RequestContext/i)
    expect(Object.keys(JSON.parse(read('package.json')).dependencies)).toEqual(['@trpc/client'])
  })

  test('when its main entry is read, then it needs nothing that only Node has', () => {
    const code = reachableFrom('./index.js').map(read).join('\n')
    expect(importsIn(code).filter((name) => !name.startsWith('./'))).toEqual([
      '@trpc/client/links/httpBatchLink',
      '@trpc/client/links/httpLink',
    ])
    expect(code).not.toMatch(/\b(process|Buffer|require|__dirname|setImmediate)\b\s*[.([]/)
    // The other entry is the one for Node, which the same search finds.
    expect(read('node.js')).toMatch(/from\s*["']node:fs["']/)
  })
})

/** What a file imports, at once or later. */
function importsIn(code: string): string[] {
  const imports = code.matchAll(/from\s*["']([^"']+)["']|import\s*\(?["']([^"']+)["']/g)
  return [...imports].map(([, from, alone]) => from ?? alone ?? '')
}

/** A file of the package and those of it that it may load. */
function reachableFrom(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return []
  seen.add(file)
  const others = importsIn(read(file)).filter((name) => name.startsWith('./'))
  return [file, ...others.flatMap((other) => reachableFrom(other, seen))]
}

function read(file: string): string {
  return readFileSync(join(project.directory, 'node_modules/@larder/sdk', file), 'utf8')
}
