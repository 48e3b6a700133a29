import { readFileSync, writeFileSync } from 'node:fs'
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

export default defineConfig({
  entry: { larder: 'src/main.ts' },
  platform: 'node',
  target: 'node20.19',
  dts: false,
  minify: true,
  // tRPC's client asks whether an input is FormData, which loads all of fetch. It never is here.
  define: { FormData: 'Blob' },
  plugins: [lazyBuiltins],
  deps: { onlyBundle: bundled },
  // One file whose modules are evaluated, and even compiled, only when they are asked for.
  outputOptions: { codeSplitting: false },
  inputOptions: { optimization: { pifeForModuleWrappers: false } },
  copy: ['../../LICENSE'],
  hooks: {
    'build:done': () => {
      writeThirdPartyLicences()
      writeManifest()
    },
  },
})

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
