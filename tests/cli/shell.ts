import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { Ended } from '../server/run-to-end.ts'
import { runToEnd } from '../server/run-to-end.ts'

const command = join(import.meta.dirname, '../../apps/cli/dist/larder.mjs')

interface RunOptions {
  input?: string
  /** Environment variables. */
  settings?: Record<string, string>
}

/** Somebody's shell, in which there is the built `larder` command, with a configuration of its own. */
export class Shell {
  readonly directory: string
  /** Where `larder` keeps who is signed in. */
  readonly configPath: string
  /** The environment of what runs in it. */
  readonly settings: Record<string, string>

  private constructor(directory: string, server: string | undefined, node: string) {
    this.directory = directory
    this.configPath = join(directory, 'home', 'larder.json')
    const programs = join(directory, 'bin')
    mkdirSync(programs)
    symlinkSync(node, join(programs, 'node'))
    symlinkSync(command, join(programs, 'larder'))
    chmodSync(command, 0o755)
    this.settings = {
      PATH: `${programs}:${process.env['PATH']}`,
      LARDER_CONFIG: this.configPath,
      XDG_STATE_HOME: join(directory, 'home'),
      // Nothing here comes back by itself, so that waiting for it would only take time.
      LARDER_RETRIES: '0',
      LC_ALL: 'C.UTF-8',
      ...(server === undefined ? {} : { LARDER_URL: server }),
    }
  }

  /** A shell that knows the server at `url`, if one is given. */
  static open(url?: string, node = process.execPath): Shell {
    return new Shell(mkdtempSync(join(inject('temporaryDirectory'), 'shell-')), url, node)
  }

  /** Runs a line as it would be typed. The code is that of the last command of a pipe that failed. */
  run(line: string, { input = '', settings = {} }: RunOptions = {}): Promise<Ended> {
    const options = { input, cwd: this.directory, settings: { ...this.settings, ...settings } }
    // It takes a socket, as which Node gives it its input, for a log-in from afar: no ~/.bashrc.
    return runToEnd('bash', ['--norc', '-o', 'pipefail', '-c', line], options)
  }

  /** As `run`, for a line that must succeed. Answers its standard output. */
  async out(line: string, options?: RunOptions): Promise<string> {
    const { code, stdout, stderr } = await this.run(line, options)
    if (code !== 0) throw new Error(`"${line}" ended with ${code}: ${stderr}`)
    return stdout
  }

  /** What a line prints with `--json`. */
  async json(line: string, options?: RunOptions): Promise<unknown> {
    return JSON.parse(await this.out(`${line} --json`, options))
  }

  /** Signs in as somebody. */
  async logIn({ email, password }: { email: string; password: string }): Promise<void> {
    await this.out(`larder login --email ${email} --password-stdin`, { input: password })
  }

  write(file: string, text: string | Uint8Array): void {
    writeFileSync(join(this.directory, file), text)
  }

  read(file: string): string {
    return readFileSync(join(this.directory, file), 'utf8')
  }

  /** What is kept about who is signed in; undefined when there is no such file. */
  config(): { profile: string; profiles: Record<string, Record<string, string>> } | undefined {
    return existsSync(this.configPath)
      ? JSON.parse(readFileSync(this.configPath, 'utf8'))
      : undefined
  }
}
