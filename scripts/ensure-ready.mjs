// Runs before `npm start`, `npm test` and their like: installs and builds what is missing or old.
// Plain JavaScript without dependencies, because it must work on a host with nothing but Node 20.

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

if (changedAt('package-lock.json') > changedAt('node_modules/.package-lock.json')) {
  say('Installing dependencies (once, about half a minute) ...')
  run('npm', ['ci', '--no-audit', '--no-fund'])
}

const sources = ['packages/api/src', 'packages/sdk/src', 'apps/cli/src'].map(newestIn)
const builds = ['packages/sdk/dist/package.json', 'apps/cli/dist/package.json'].map(changedAt)
if (Math.max(...sources) > Math.min(...builds)) {
  say('Building the SDK and the larder command ...')
  run('npm', ['run', '--silent', 'build'])
}

/** When a file last changed, in milliseconds; 0 when it is not there. */
function changedAt(path) {
  const file = join(root, path)
  return existsSync(file) ? statSync(file).mtimeMs : 0
}

function newestIn(folder) {
  const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
  const times = files
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs)
  return Math.max(...times)
}

function run(command, args) {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
  })
  if (status === 0) return
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}\n`)
  say(`"${command} ${args.join(' ')}" failed; what it said stands above.`)
  process.exit(1)
}

function say(line) {
  process.stderr.write(`larder: ${line}\n`)
}
