import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startLarder } from './larder-server.ts'
import { stop } from './processes.ts'
import { seed, TOKEN } from './seed.ts'

const REPETITIONS = 31
const larder = resolve(import.meta.dirname, '../../apps/cli/dist/larder.mjs')

/** Whole processes, in turns: nothing, `--version`, and one call to a server. Prints the ratios. */
export async function benchCommandLine(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'larder-bench-'))
  await seed(join(folder, 'larder.db'), 100)
  const server = await startLarder(folder, 'FULL')
  try {
    const env = {
      ...process.env,
      LARDER_URL: `http://127.0.0.1:${server.port}`,
      LARDER_TOKEN: TOKEN,
      LARDER_CONFIG: join(folder, 'config.json'),
    }
    const nothing: number[] = []
    const version: number[] = []
    const call: number[] = []
    for (let i = 0; i < REPETITIONS; i++) {
      nothing.push(timed(['-e', '0'], env))
      version.push(timed([larder, '--version'], env))
      call.push(timed([larder, 'products', 'show', '1', '--json'], env))
    }
    return [
      report('larder --version', version, nothing, 1.3),
      report('one remote call', call, nothing, 3.5),
    ].every(Boolean)
  } finally {
    await stop(server.child)
    rmSync(folder, { recursive: true })
  }
}

function timed(args: string[], env: NodeJS.ProcessEnv): number {
  const started = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
  return performance.now() - started
}

function report(name: string, times: number[], base: number[], goal: number): boolean {
  const ratio = median(times) / median(base)
  console.log(
    `${name.padEnd(18)} ${median(times).toFixed(0)} ms over ${median(base).toFixed(0)} ms: ratio ${ratio.toFixed(2)} (goal ${goal})`,
  )
  return ratio <= goal
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}
