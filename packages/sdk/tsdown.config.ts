import { readFileSync, writeFileSync } from 'node:fs'
import type { UserConfig } from 'tsdown'
import { defineConfig } from 'tsdown'

const common: UserConfig = {
  tsconfig: '../../tsconfig.dts.json',
  target: 'es2022',
  dts: true,
  treeshake: { moduleSideEffects: false },
  checks: { pluginTimings: false },
  // What tRPC's declarations need, whatever the program that installs this has set.
  banner: { dts: '/// <reference lib="dom" />\n/// <reference lib="esnext.disposable" />' },
  deps: {
    alwaysBundle: ['@larder/api/public'],
    neverBundle: true,
    // Anything else, such as the database behind the router's types, fails the build.
    onlyImport: ['@trpc/client', '@trpc/server'],
  },
}

// Two builds, so that only the second one can use Node.
export default defineConfig([
  { ...common, name: 'main', entry: ['src/index.ts'], platform: 'neutral' },
  {
    ...common,
    name: 'node',
    entry: ['src/node.ts'],
    platform: 'node',
    fixedExtension: false,
    copy: ['README.md', '../../LICENSE'],
    hooks: { 'build:done': writeManifest },
  },
])

/** Makes `dist` a package of its own: `npm pack ./packages/sdk/dist`. */
function writeManifest(): void {
  const source = JSON.parse(readFileSync('package.json', 'utf8'))
  const { name, version, description, license, type, engines, dependencies } = source
  const entry = (file: string) => ({ types: `./${file}.d.ts`, default: `./${file}.js` })
  const manifest = {
    ...{ name, version, description, license, type, engines },
    sideEffects: false,
    exports: { '.': entry('index'), './node': entry('node') },
    dependencies,
    // @trpc/client asks for it in any case; the declarations name it too.
    peerDependencies: { '@trpc/server': source.devDependencies['@trpc/server'] },
  }
  writeFileSync('dist/package.json', `${JSON.stringify(manifest, null, 2)}\n`)
}
