import { readFileSync, writeFileSync } from 'node:fs'
import type { UserConfig } from 'tsdown'
import { defineConfig } from 'tsdown'
import manifest from './package.json' with { type: 'json' }

/**
 * Node's own modules are fetched when the code that needs them runs: an `import` of one would be
 * hoisted and cost milliseconds even for "larder --version". Commander asks for child_process to
 * start commands that are kept in files of their own; there are none.
 */
const lazyBuiltins = {
  name: 'lazy-builtins',
  resolveId: (id: string) => (id.startsWith('node:') ? `\0${id}` : undefined),
  load(id: string) {
    if (!id.startsWith('\0node:')) return undefined
    if (id === '\0node:child_process') return 'module.exports = {}'
    return `module.exports = process.getBuiltinModule('${id.slice(1)}')`
  },
}

const bundled = ['@trpc/client', '@trpc/server', 'commander']

/** What runs commands is a file of its own, which asking for the version never reads. */
const runLater = {
  name: 'run-later',
  resolveId: (id: string) => (id === './run.ts' ? { id: './run.mjs', external: true } : undefined),
}

const common: UserConfig = {
  platform: 'node',
  target: 'node20.19',
  dts: false,
  minify: true,
  // tRPC's client asks whether an input is FormData, which loads all of fetch. It never is here.
  define: { FormData: 'Blob' },
  // Modules of a file are evaluated, and even compiled, only when they are asked for.
  outputOptions: { codeSplitting: false },
  inputOptions: { optimization: { pifeForModuleWrappers: false } },
}

export default defineConfig([
  {
    ...common,
    name: 'larder',
    entry: { larder: 'src/main.ts' },
    plugins: [lazyBuiltins, runLater],
  },
  {
    ...common,
    name: 'run',
    entry: { run: 'src/run.ts' },
    plugins: [lazyBuiltins],
    deps: { onlyBundle: bundled },
    copy: ['../../LICENSE'],
    hooks: {
      'build:done': () => {
        writeThirdPartyLicences()
        writeManifest()
      },
    },
  },
])

/** Makes `dist` a package of its own: `npm install --global ./apps/cli/dist`. */
function writeManifest(): void {
  const { name, version, description, license, type, engines } = manifest
  const bin = { larder: './larder.mjs' }
  const published = { name, version, description, license, type, engines, bin }
  writeFileSync('dist/package.json', `${JSON.stringify(published, null, 2)}\n`)
}

/** What is bundled goes out under the licences of those who wrote it. */
function writeThirdPartyLicences(): void {
  const licences = bundled.map((name) => {
    const text = readFileSync(`../../node_modules/${name}/LICENSE`, 'utf8')
    return `${name}\n\n${text.trim()}\n`
  })
  writeFileSync('dist/THIRD-PARTY-LICENSES', licences.join('\n----\n\n'))
}
