import { afterAll, onTestFinished, TestRunner } from 'vitest'

/** Runs after the current test, or outside of one after the last test of the file; last come first. */
export function afterwards(cleanUp: () => unknown): void {
  const run = async () => void (await cleanUp())
  if (TestRunner.getCurrentTest()) onTestFinished(run)
  else afterAll(run)
}
