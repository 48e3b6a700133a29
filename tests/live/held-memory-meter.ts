import { createServer } from 'node:http'
import { performance } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'

// Loaded into a process before its program, with --expose-gc. It tells everybody who asks for /busy for
// what part of the time since the last question the program was at work, and else how many bytes it
// holds once its garbage is collected.

let asked = performance.eventLoopUtilization()

function busy(): number {
  const { utilization } = performance.eventLoopUtilization(asked)
  asked = performance.eventLoopUtilization()
  return utilization
}

async function held(): Promise<number> {
  if (!globalThis.gc) throw new Error('Nobody let the garbage be collected.')
  await globalThis.gc()
  // What was only waiting for others to be gone, such as buffers, goes the second time.
  await setImmediate()
  await globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

createServer(async ({ url }, response) => {
  const answer = url === '/busy' ? busy() : await held()
  response.setHeader('connection', 'close').end(String(answer))
})
  .listen(Number(process.env['HELD_MEMORY_PORT']), '127.0.0.1')
  .unref()
