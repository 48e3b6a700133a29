import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { otherNode } from './other-node.ts'
import { Shell } from './shell.ts'

const node = otherNode()

describe.runIf(node)('Given the Node that people have, and not the one of this repository', () => {
  test('when larder is used with it, then it works', async () => {
    const larder = await startLarder()
    const ada = await larder.person('ada')
    const shell = Shell.open(larder.url, node)
    expect(await shell.out('node --version')).not.toBe(`${process.version}\n`)
    await shell.logIn(ada)
    await shell.out('larder freezers create cellar --boxes 2')
    const added = await shell.json('larder products add peas --box 1 --type soup')
    expect(await shell.json('larder products list')).toEqual([added])
    await shell.out('larder export inventory.csv')
    expect(await shell.out('larder import inventory.csv --dry-run || echo refused')).toContain(
      'refused',
    )
  })
})
