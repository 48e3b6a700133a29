import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject } from 'vitest'
import type { Ended } from '../server/run-to-end.ts'
import { runToEnd } from '../server/run-to-end.ts'

const root = join(import.meta.dirname, '../..')
const modules = join(root, 'node_modules')

/** A project of somebody else's, elsewhere, with nothing but the packed SDK in it. */
export class ForeignProject {
  readonly directory: string

  private constructor(directory: string) {
    this.directory = directory
  }

  /** Packs the SDK as it is published, and installs that. */
  static async create(): Promise<ForeignProject> {
    const project = new ForeignProject(
      mkdtempSync(join(inject('temporaryDirectory'), 'elsewhere-')),
    )
    project.write('package.json', JSON.stringify({ name: 'elsewhere', type: 'module' }))
    project.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['*.ts'] }))
    const packed = await project.npm('pack', join(root, 'packages/sdk/dist'))
    // From the disk, as copies: what it depends on is the same, and no registry is needed.
    const dependencies = ['client', 'server'].map((name) => `file:${modules}/@trpc/${name}`)
    const tarball = `./${packed.stdout.trim().split('\n').at(-1)}`
    await project.npm('install', ...INSTALL, tarball, ...dependencies)
    return project
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.directory, file), text)
  }

  /** Compiles everything in it, strictly, also the declarations of what is installed. */
  compile(): Promise<Ended> {
    const compiler = join(modules, 'typescript/bin/tsc')
    return runToEnd(process.execPath, [compiler], { cwd: this.directory })
  }

  /** Runs a program in it. */
  run(node: string, file: string, ...args: string[]): Promise<Ended> {
    return runToEnd(node, [file, ...args], { cwd: this.directory })
  }

  async npm(...args: string[]): Promise<Ended> {
    const ended = await runToEnd('npm', args, { cwd: this.directory })
    expect(ended, ended.stderr).toMatchObject({ code: 0 })
    return ended
  }
}

const INSTALL = ['--offline', '--install-links', '--legacy-peer-deps', '--no-audit', '--no-fund']

const compilerOptions = {
  target: 'es2022',
  lib: ['es2022'],
  module: 'nodenext',
  types: [],
  strict: true,
  skipLibCheck: false,
  noEmitOnError: true,
}
