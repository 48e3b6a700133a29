#!/usr/bin/env node
// Starts Larder: `npm start`. Configured by the environment, see `.env.example`.
//
// JavaScript, because what strips types takes 30 MB once it is loaded: a second start finds all of
// the TypeScript stripped and compiled in the cache, and never loads it.

import { enableCompileCache, flushCompileCache } from 'node:module'

enableCompileCache()
const { runProgram } = await import('../src/startup/run-program.ts')
const { start } = await import('../src/startup/start.ts')
await runProgram(start)
flushCompileCache()
