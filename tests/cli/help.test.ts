import { describe, expect, inject, test } from 'vitest'
import { Shell } from './shell.ts'

// Nothing of this reaches a server, so that one half of the suite is enough.
const isFirstHalf = inject('mysqlUrl') === undefined
const shell = Shell.open()

/** Every command of the tree, as the help lists them: `products list`, `whoami` ... */
const commands = isFirstHalf ? await readCommands() : []

describe.runIf(isFirstHalf)('Given the tree of commands', () => {
  test('when it is read from the help, then it has all that was promised', () => {
    const promised = [
      'register',
      'login',
      'logout',
      'whoami',
      'trends',
      'suggest',
      'import',
      'export',
    ]
    expect(commands).toEqual(expect.arrayContaining([...promised, 'call', 'completion']))
    for (const group of [
      'tokens',
      'freezers',
      'products',
      'types',
      'profiles',
      'videos',
      'channels',
    ]) {
      expect(commands.some((command) => command.startsWith(`${group} `))).toBe(true)
    }
  })

  test.each(commands)(
    'when the help of "%s" is asked for, then it has an example',
    async (command) => {
      const help = await shell.out(`larder ${command} --help`)
      expect(help).toMatch(new RegExp(`^Usage: larder ${command}\\b`))
      const examples = help.slice(help.indexOf('\nExamples:\n')).split('\n')
      expect(examples.some((line) => line.startsWith(`  larder ${command}`))).toBe(true)
    },
  )

  test.each(['whoami', 'products add'])(
    'when the help of "%s" is asked for the other way round, then it is the same',
    async (command) => {
      const help = await shell.out(`larder ${command} --help`)
      expect(await shell.out(`larder help ${command}`)).toBe(help)
    },
  )
})

async function readCommands(): Promise<string[]> {
  const top = await shell.out('larder --help')
  const found = ['Freezers:', 'Files:', 'Videos:', 'Account:', 'Scripts:'].flatMap((heading) =>
    namesUnder(heading, top),
  )
  const nested = await Promise.all(
    found.map(async (name) => {
      const below = namesUnder('Commands:', await shell.out(`larder ${name} --help`))
      return below.length > 0 ? below.map((command) => `${name} ${command}`) : [name]
    }),
  )
  return nested.flat()
}

function namesUnder(heading: string, help: string): string[] {
  const [, section = ''] = help.split(`\n${heading}\n`)
  const [list = ''] = section.split('\n\n')
  return [...list.matchAll(/^ {2}([a-z]\S*)/gm)].map(([, name]) => name ?? '')
}
