import type { Logger } from 'pino'
import { destination, pino } from 'pino'
import type { Config } from './config.ts'

/** JSON lines on standard error: standard output is for people. */
export function createLog(level: Config['logLevel']): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError },
  }
  return pino(options, destination(2))
}

interface DescribedError {
  type: string
  message: string
  code?: unknown
  stack?: string | undefined
  cause?: DescribedError
}

// Only these fields: database drivers attach the statement with its values to their errors.
function describeError(error: Error & { code?: unknown }): DescribedError {
  return {
    type: error.name,
    message: error.message,
    ...(error.code === undefined ? {} : { code: error.code }),
    stack: error.stack,
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
  }
}
