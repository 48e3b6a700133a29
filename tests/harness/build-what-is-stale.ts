import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** What the tests use as it is published, and the sources that it is built from. */
const builds = [
  {
    built: ['packages/sdk/dist/index.js', 'packages/sdk/dist/node.js'],
    sources: ['packages/sdk', 'packages/api/src'],
  },
  {
    built: ['apps/cli/dist/larder.mjs', 'apps/cli/dist/run.mjs'],
    sources: ['apps/cli', 'packages/sdk/src'],
  },
]

/** Builds the SDK and the command line when a source is newer than what was built. */
export default function buildWhatIsStale(): void {
  if (!builds.some(isStale)) return
  const { status, stdout, stderr } = spawnSync('npx', ['turbo', 'run', 'build'], {
    cwd: root,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
    encoding: 'utf8',
  })
  if (status !== 0)
    throw new Error(`The SDK and the command line do not build:\n${stdout}${stderr}`)
}

function isStale({ built, sources }: (typeof builds)[number]): boolean {
  const paths = built.map((path) => join(root, path))
  if (!paths.every((path) => existsSync(path))) return true
  const builtAt = Math.min(...paths.map((path) => statSync(path).mtimeMs))
  return sources.some((source) => newest(join(root, source)) > builtAt)
}

/** When the newest file below was changed, in milliseconds. */
function newest(directory: string): number {
  const entries = readdirSync(directory, { withFileTypes: true })
  return Math.max(
    0,
    ...entries
      .filter(({ name }) => !['dist', 'node_modules'].includes(name) && !name.startsWith('.'))
      .map((entry) => {
        const path = join(directory, entry.name)
        return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs
      }),
  )
}
