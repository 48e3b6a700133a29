#!/usr/bin/env node
import { writeSync } from 'node:fs'
import manifest from '../package.json' with { type: 'json' }

const args = process.argv.slice(2)

// Asked for by programs, which wait for it: nothing else is loaded, for it is in a file of its own.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  writeSync(1, `${manifest.version}\n`)
} else {
  const { run } = await import('./run.ts')
  process.exitCode = await run(args, process.env, manifest.version)
}
