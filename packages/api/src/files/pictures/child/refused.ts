import type { PictureProblem } from '../../errors.ts'

/** Bytes are not taken for a picture. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly problem: PictureProblem
  readonly limitPixels: number | undefined

  constructor(problem: PictureProblem, limitPixels?: number) {
    super(problem)
    this.problem = problem
    this.limitPixels = limitPixels
  }
}
