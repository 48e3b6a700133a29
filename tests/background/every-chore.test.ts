import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Chore } from '@larder/api/src/background/chore.ts'
import { chores } from '@larder/api/src/chores.ts'
import { describe, expect, test } from 'vitest'

const sources = join(import.meta.dirname, '../../packages/api/src')

/** Chores that a file gives and that nobody does. */
async function undone(file: string, done: readonly Chore[]): Promise<string[]> {
  const given: Record<string, unknown> = await import(join(sources, file))
  const isUndone = (value: unknown) => isChore(value) && !done.includes(value)
  return Object.keys(given).filter((name) => isUndone(given[name]))
}

function isChore(value: unknown): value is Chore {
  return typeof value === 'object' && value !== null && 'everyMs' in value && 'perform' in value
}

async function undoneOf(done: readonly Chore[]): Promise<string[]> {
  // Some sources are programs, which importing would run: what a chore is made with is in one folder.
  const makes = (file: string) =>
    /'[./]+\/background\//.test(readFileSync(join(sources, file), 'utf8'))
  const files = globSync('**/*.ts', { cwd: sources }).filter(makes)
  return (await Promise.all(files.map((file) => undone(file, done)))).flat()
}

describe('Given every chore that a domain gives', () => {
  test('when one is not listed, then this fails and says so', async () => {
    expect(await undoneOf(chores), 'list it in "chores.ts", or nobody does it').toEqual([])
  })

  test('control: of those that are not listed, each is found', async () => {
    expect(await undoneOf([])).toHaveLength(chores.length)
  })

  test('then each has a name of its own, by which its failures are told', () => {
    expect(new Set(chores.map(({ what }) => what)).size).toBe(chores.length)
  })
})
