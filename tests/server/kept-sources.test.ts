import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, test } from 'vitest'

const typeStripping = join(import.meta.dirname, '../../packages/type-stripping')

/** A project with one program, whose sources were never stripped. */
function someProject() {
  const root = mkdtempSync(join(inject('temporaryDirectory'), 'project-'))
  cpSync(join(typeStripping, 'src'), join(root, 'packages/type-stripping/src'), { recursive: true })
  for (const folder of ['apps/server/src', 'packages/api/src', 'packages/db/src']) {
    mkdirSync(join(root, folder), { recursive: true })
  }
  const program = join(root, 'apps/server/src/program.ts')
  const other = join(root, 'packages/api/src/other.ts')
  const kept = join(root, 'node_modules/.cache/larder')
  return {
    kept,
    write: (source: string) => writeFileSync(program, source),
    writeOther: (source: string) => writeFileSync(other, source),
    /** The file that is kept of the program; the other one is of the package itself. */
    keptProgram(): string {
      const files = readdirSync(kept).map((name) => join(kept, name))
      return files.find((file) => readFileSync(file, 'utf8').includes('said')) ?? ''
    },
    async run(): Promise<{ stdout: string; stderr: string }> {
      const register = join(root, 'packages/type-stripping/src/register.mjs')
      return promisify(execFile)(process.execPath, ['--import', register, program])
    },
  }
}

test('Given sources that never ran, when they run, then they are kept without types and run from there', async () => {
  const project = someProject()
  project.write("const said: string = 'soup'\nconsole.log(said)\n")
  expect(await project.run()).toEqual({ stdout: 'soup\n', stderr: '' })
  const kept = project.keptProgram()
  expect(readFileSync(kept, 'utf8')).toBe("const said         = 'soup'\nconsole.log(said)\n")
  writeFileSync(kept, "const said         = 'kept'\nconsole.log(said)\n")
  expect((await project.run()).stdout).toBe('kept\n')
})

test('Given kept sources, when one changes, then the new one runs and the old one is forgotten', async () => {
  const project = someProject()
  project.write("const said: string = 'soup'\nconsole.log(said)\n")
  await project.run()
  const before = readdirSync(project.kept).length
  project.write("const said: string = 'stew'\nconsole.log(said)\n")
  expect((await project.run()).stdout).toBe('stew\n')
  expect(readdirSync(project.kept)).toHaveLength(before)
})

test('Given a kept source that a power cut left empty, when it runs, then it is made anew', async () => {
  const project = someProject()
  project.write("const said: string = 'soup'\nconsole.log(said)\n")
  await project.run()
  const kept = project.keptProgram()
  writeFileSync(kept, '')
  expect((await project.run()).stdout).toBe('soup\n')
  expect(readFileSync(kept, 'utf8')).toContain('soup')
})

test('Given another source that is not valid, when one runs, then it is kept all the same', async () => {
  const project = someProject()
  project.writeOther('enum Unknown { here }\n')
  project.write("const said: string = 'soup'\nconsole.log(said)\n")
  expect((await project.run()).stdout).toBe('soup\n')
  expect(project.keptProgram()).not.toBe('')
})

test('Given a folder that cannot be written, when sources run, then they run all the same', async () => {
  const project = someProject()
  mkdirSync(join(project.kept, '..'), { recursive: true })
  writeFileSync(project.kept, 'in the way')
  project.write("const said: string = 'soup'\nconsole.log(said)\n")
  expect((await project.run()).stdout).toBe('soup\n')
})

test('Given a kept source, when it fails, then its stack shows the line and column of the source', async () => {
  const project = someProject()
  project.write(
    "interface Said {\n  said: string\n}\nconst it: Said = { said: 'soup' }; throw new Error(it.said)\n",
  )
  await expect(project.run()).rejects.toThrow(/program\.ts:4:42/)
})
