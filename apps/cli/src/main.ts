#!/usr/bin/env node
import { writeSync } from 'node:fs'
import manifest from '../package.json' with { type: 'json' }

const args = process.argv.slice(2)

// Asked for by programs, which wait for it: nothing else is loaded.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  writeSync(1, `${manifest.version}\n`)
} else if (args[0] === '__complete') {
  const { printCandidates } = await import('./completion/print-candidates.ts')
  printCandidates(args.slice(1))
} else {
  const { runProgram } = await import('./program.ts')
  process.exitCode = await runProgram(args, process.env, manifest.version)
}
