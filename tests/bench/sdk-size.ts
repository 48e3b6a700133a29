import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { OutputAsset, OutputChunk } from 'rolldown'
import { build } from 'rolldown'

const GOAL_BYTES = 9000

/**
 * What a front end ships when it uses the SDK: bundled with @trpc/client, minified, gzipped. What is
 * loaded with its first use, which most pages never come to, is shown beside it.
 */
export async function benchSdkSize(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'larder-bench-'))
  try {
    const entry = join(folder, 'entry.js')
    const sdk = resolve(import.meta.dirname, '../../packages/sdk/dist/index.js')
    writeFileSync(entry, `export { createLarder, isLarderError } from ${JSON.stringify(sdk)}`)
    const { output } = await build({
      input: entry,
      platform: 'browser',
      write: false,
      output: { minify: true },
    })
    const loaded = new Set(loadedFirst(output))
    const size = (parts: OutputChunk[]) => gzipSync(parts.map(({ code }) => code).join('')).length
    const chunks = output.filter((part) => part.type === 'chunk')
    const bytes = size(chunks.filter(({ fileName }) => loaded.has(fileName)))
    console.log(
      `with @trpc/client: ${bytes} bytes gzipped when a page loads it (goal ${GOAL_BYTES}); with all that feeds, exports, downloads and uploads load later ${size(chunks)}`,
    )
    return bytes <= GOAL_BYTES
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The entry, and what it cannot begin without. */
function loadedFirst(output: readonly (OutputChunk | OutputAsset)[]): string[] {
  const chunks = output.filter((part) => part.type === 'chunk')
  const importsOf = new Map(chunks.map(({ fileName, imports }) => [fileName, imports]))
  const reach = (name: string): string[] => [name, ...(importsOf.get(name) ?? []).flatMap(reach)]
  return chunks.filter(({ isEntry }) => isEntry).flatMap(({ fileName }) => reach(fileName))
}
