#!/usr/bin/env node
// What npm links in a clone, where the command itself is only there once it is built.
import { existsSync } from 'node:fs'

const built = new URL('../dist/larder.mjs', import.meta.url)
if (existsSync(built)) await import(built.href)
else {
  console.error('larder: the command is not built yet. Run: npm run build')
  process.exitCode = 1
}
