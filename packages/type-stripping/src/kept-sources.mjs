import { hash } from 'node:crypto'
import { fileURLToPath } from 'node:url'

const root = new URL('../../../', import.meta.url)

/** URLs of the folders whose sources a server runs. */
export const sourceFolders = [
  'apps/server/src/',
  'packages/api/src/',
  'packages/db/src/',
  'packages/type-stripping/src/',
].map((folder) => new URL(folder, root).href)

/** Where stripped sources are kept. */
export const keptFolder = fileURLToPath(new URL('node_modules/.cache/larder/', root))

/** The name under which a source is kept: another one for each change of it, and for each Node. */
export function keptName(source) {
  return `${hash('sha256', `${process.version} ${source}`)}.js`
}
