import { describe, expect, inject, test } from 'vitest'
import { findExecutable } from '#harness'
import { Shell } from './shell.ts'

// Nothing of this reaches a server, so that one half of the suite is enough.
const inOneHalf = describe.runIf(inject('mysqlUrl') === undefined)
const shell = Shell.open()

/** What bash offers after these words, once it has loaded the script. */
async function offered(...words: string[]): Promise<string[]> {
  const typed = words.map((word) => `'${word}'`).join(' ')
  const lines = await shell.out(`
    source <(larder completion bash)
    COMP_WORDS=(larder ${typed}); COMP_CWORD=${words.length}
    $(complete -p larder | grep -o '_larder[_a-z]*' | head -1)
    printf '%s\\n' "\${COMPREPLY[@]}"`)
  return lines.split('\n').filter(Boolean)
}

inOneHalf('Given bash with the completion loaded', () => {
  test('when nothing is typed, then commands are offered', async () => {
    expect(await offered('')).toEqual(expect.arrayContaining(['products', 'login', 'exit-codes']))
  })

  test('when a beginning is typed, then only what goes on from there', async () => {
    expect(await offered('pro')).toEqual(['products', 'profiles'])
    expect(await offered('products', 'o')).toEqual(['out'])
  })

  test('when an option is begun, then options, and for its value what it takes', async () => {
    expect(await offered('products', 'out', '1', '--r')).toEqual(['--reason'])
    expect(await offered('products', 'out', '1', '--reason', '')).toEqual([
      'eaten',
      'given-away',
      'discarded',
    ])
  })

  test('when something is typed that a shell would run, then it is not', async () => {
    await offered('products', '$(touch ran)')
    expect(await shell.out('ls')).not.toContain('ran')
  })
})

inOneHalf.each([
  ['bash', 'bash -n'],
  ['zsh', 'zsh -n'],
  ['fish', 'fish --no-execute'],
])('Given %s', (name, check) => {
  test('when the script for it is asked for, then it is one', async () => {
    const script = await shell.out(`larder completion ${name}`)
    expect(script).toContain('larder __complete')
    if (findExecutable(name) === undefined) return
    shell.write('completion', script)
    expect(await shell.run(`${check} completion`)).toMatchObject({ code: 0, stderr: '' })
  })
})

inOneHalf('Given another shell', () => {
  test('when a script is asked for it, then the known ones are named', async () => {
    const { code, stderr } = await shell.run('larder completion tcsh')
    expect([code, stderr]).toEqual([2, expect.stringContaining('bash, zsh, fish')])
  })
})
