import { TestRunner } from 'vitest'

export interface Figure {
  /** The number of the promise, as in the list of promises. */
  promise: number
  text: string
}

declare module 'vitest' {
  interface TaskMeta {
    figures?: Figure[]
  }
}

/** Says in one line what a promise's test measured; all of them are printed at the end of the run. */
export function figure(promise: number, text: string): void {
  const test = TestRunner.getCurrentTest()
  if (!test) throw new Error('A figure belongs to the test that measured it.')
  test.meta.figures = [...(test.meta.figures ?? []), { promise, text }]
}
