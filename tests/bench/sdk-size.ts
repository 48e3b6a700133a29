import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'rolldown'

const GOAL_BYTES = 9000

/** What a front end ships when it uses the SDK: bundled with @trpc/client, minified, gzipped. */
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
    const code = output.map((part) => ('code' in part ? part.code : '')).join('')
    const bytes = gzipSync(code).length
    console.log(
      `with @trpc/client: ${code.length} bytes minified, ${bytes} gzipped (goal ${GOAL_BYTES})`,
    )
    return bytes <= GOAL_BYTES
  } finally {
    rmSync(folder, { recursive: true })
  }
}
